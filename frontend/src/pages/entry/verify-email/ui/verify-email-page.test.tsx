import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { paths } from '@/shared/config';
import { given, noContent, problem, renderRoute } from '@/shared/testing';
import { VerifyEmailPage } from './verify-email-page';

const token = 'c'.repeat(43);
const open = () =>
  renderRoute([{ path: '/verify-email', Component: VerifyEmailPage }], {
    at: `/verify-email#token=${token}`,
    profile: null,
  });
const verify = () => screen.getByRole('button', { name: 'Подтвердить адрес' });

it('verifies by a press, not by being opened', async () => {
  const bodies: unknown[] = [];
  given.post('/api/auth/email/verify', async ({ request }) => {
    bodies.push(await request.json());
    return noContent();
  });
  const { user } = open();
  expect(bodies).toEqual([]);
  await user.click(verify());
  expect(await screen.findByRole('heading', { name: 'Адрес подтверждён' })).toBeInTheDocument();
  expect(bodies).toEqual([{ token }]);
});

it('leads on from a used link, and from an address of somebody else', async () => {
  given.post('/api/auth/email/verify', () =>
    problem(409, 'already_exists', { errors: [{ field: 'email', code: 'invalid_value', message: '' }] }),
  );
  const { user } = open();
  await user.click(verify());
  expect(await screen.findByRole('alert')).toHaveTextContent('Этот адрес уже подтвердил другой человек');
  given.post('/api/auth/email/verify', () => problem(410, 'token_used'));
  await user.click(verify());
  expect(await screen.findByRole('link', { name: 'Моя безопасность' })).toHaveAttribute(
    'href',
    paths.mySecurity,
  );
});
