import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { given, problem, renderRoute } from '@/shared/testing';
import { ForgotPasswordPage } from './forgot-password-page';

const open = () =>
  renderRoute([{ path: '/forgot-password', Component: ForgotPasswordPage }], {
    at: '/forgot-password',
    profile: null,
  });
const login = () => screen.getByLabelText('Логин или почта');
const submit = () => screen.getByRole('button', { name: 'Прислать ссылку' });

it('asks for a letter and says the same whoever is asked for', async () => {
  const bodies: unknown[] = [];
  given.post('/api/auth/password/forgot', async ({ request }) => {
    bodies.push(await request.json());
    return new Response(null, { status: 202, headers: { 'Content-Length': '0' } });
  });
  const { user } = open();
  await user.click(submit());
  expect(login()).toHaveAccessibleDescription('Введите логин или почту');
  await user.type(login(), ' anna ');
  await user.click(submit());
  expect(await screen.findByRole('heading', { name: 'Проверьте почту' })).toBeInTheDocument();
  expect(bodies).toEqual([{ login: 'anna' }]);
  await user.click(screen.getByRole('button', { name: 'Указать другой логин' }));
  expect(login()).toHaveValue('');
});

it('says how long to wait', async () => {
  given.post('/api/auth/password/forgot', () =>
    problem(429, 'too_many_requests', { headers: { 'Retry-After': '90' } }),
  );
  const { user } = open();
  await user.type(login(), 'anna');
  await user.click(submit());
  expect(await screen.findByRole('alert')).toHaveTextContent(/Повторите через 1/);
});
