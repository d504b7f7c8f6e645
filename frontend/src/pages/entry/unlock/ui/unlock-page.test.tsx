import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { given, noContent, problem, renderRoute } from '@/shared/testing';
import { UnlockPage } from './unlock-page';

const open = (at: string) => renderRoute([{ path: '/unlock', Component: UnlockPage }], { at, profile: null });
const allow = () => screen.getByRole('button', { name: 'Разрешить вход здесь' });

it('lets the browser in after a press, not by itself, and leads to sign-in', async () => {
  const bodies: unknown[] = [];
  given.post('/api/auth/unlock', async ({ request }) => {
    bodies.push(await request.json());
    return noContent();
  });
  const { user } = open('/unlock#secret-of-the-letter');
  expect(bodies).toEqual([]);
  await user.click(allow());
  expect(await screen.findByText(/Полчаса этот браузер/)).toBeInTheDocument();
  expect(bodies).toEqual([{ token: 'secret-of-the-letter' }]);
  expect(screen.getByRole('link', { name: 'Ко входу' })).toHaveAttribute('href', '/login');
});

it('says that a link is used or too old', async () => {
  given.post('/api/auth/unlock', () => problem(410, 'token_used'));
  const { user } = open('/unlock#old');
  await user.click(allow());
  expect(await screen.findByRole('alert')).toHaveTextContent('Ссылка больше не действует');
});

it('says that a link is broken', () => {
  open('/unlock');
  expect(screen.getByRole('alert')).toHaveTextContent('В ссылке чего-то не хватает');
  expect(allow()).toBeDisabled();
});
