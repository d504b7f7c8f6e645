import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { given, noContent, problem, renderRoute } from '@/shared/testing';
import { ResetPasswordPage } from './reset-password-page';

const token = 'a'.repeat(43);
const open = (hash = `#token=${token}`) =>
  renderRoute([{ path: '/reset-password', Component: ResetPasswordPage }], {
    at: `/reset-password${hash}`,
    profile: null,
  });
const password = () => screen.findByLabelText('Новый пароль');
const submit = () => screen.getByRole('button', { name: 'Сменить пароль' });

describe('a link that works', () => {
  it('sets the password and leads to sign-in', async () => {
    const bodies: unknown[] = [];
    given.post('/api/auth/password/reset/check', () => noContent());
    given.post('/api/auth/password/reset', async ({ request }) => {
      bodies.push(await request.json());
      return noContent();
    });
    const { user } = open();
    expect(await password()).toHaveFocus();
    await user.type(await password(), 'short');
    await user.click(submit());
    await waitFor(async () => {
      expect(await password()).toHaveAccessibleDescription('Нужно не меньше 15 знаков');
    });
    await user.type(await password(), ' but longer now');
    await user.click(submit());
    expect(await screen.findByRole('heading', { name: 'Пароль изменён' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Войти' })).toHaveAttribute('href', '/login');
    expect(bodies).toEqual([{ token, newPassword: 'short but longer now' }]);
  });

  it('tells how hard the password is to guess as it is typed', async () => {
    given.post('/api/auth/password/reset/check', () => noContent());
    const { user } = open();
    await user.type(await password(), 'qwertyqwerty');
    expect(await screen.findByText('Подберут сразу')).toBeInTheDocument();
  });

  it('tells at the field why a password will not do', async () => {
    given.post('/api/auth/password/reset/check', () => noContent());
    given.post('/api/auth/password/reset', () =>
      problem(422, 'invalid_fields', {
        errors: [{ field: 'newPassword', code: 'invalid_value', message: '' }],
      }),
    );
    const { user } = open();
    await user.type(await password(), 'a password everybody has');
    await user.click(submit());
    await waitFor(async () => {
      expect(await password()).toHaveAccessibleDescription('Такое значение не подходит');
    });
  });
});

describe('a link that does not work', () => {
  it.each([
    ['token_used', 410, 'Ссылка больше не действует'],
    ['token_expired', 410, 'Срок действия ссылки истёк'],
    ['not_found', 404, 'Ссылка больше не действует'],
  ])('of %s leads to a new one', async (code, status, heading) => {
    given.post('/api/auth/password/reset/check', () => problem(status, code));
    open();
    expect(await screen.findByRole('heading', { name: heading })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Запросить новую ссылку' })).toHaveAttribute(
      'href',
      '/forgot-password',
    );
  });

  it.each(['', '#token=short', '#other'])(
    'because its address is cut (%j) says so without asking',
    (hash) => {
      open(hash);
      expect(screen.getByRole('heading', { name: 'Ссылка неполная' })).toBeInTheDocument();
    },
  );
});
