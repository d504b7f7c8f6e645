import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { given, noContent, problem, renderRoute } from '@/shared/testing';
import { MyPassword } from './my-password';

function open(enabledAt: string | null) {
  given.get('/api/auth/2fa', () => ({
    success: true,
    data: { enabledAt, recoveryCodesLeft: 0, mustSetUp: false },
  }));
  return renderRoute([{ path: '/', Component: MyPassword }], { at: '/' });
}
const current = () => screen.getByLabelText(/Нынешний пароль/);
const next = () => screen.getByLabelText(/^Новый пароль\*$/);
const repeated = () => screen.getByLabelText(/Новый пароль ещё раз/);

const change = () => screen.getByRole('button', { name: 'Сменить пароль' });

describe('the password', () => {
  it('is changed and forgotten by the page', async () => {
    const bodies: unknown[] = [];
    given.put('/api/auth/password', async ({ request }) => {
      bodies.push(await request.json());
      return noContent();
    });
    const { user } = open(null);
    await user.type(current(), 'the old one');
    await user.type(next(), 'a horse and a cart');
    await user.type(repeated(), 'a horse and a cart');
    await user.click(change());
    await waitFor(() => {
      expect(current()).toHaveValue('');
    });
    expect(next()).toHaveValue('');
    expect(bodies).toEqual([{ currentPassword: 'the old one', newPassword: 'a horse and a cart' }]);
  });

  it('says at its field that the present one is wrong', async () => {
    given.put('/api/auth/password', () =>
      problem(422, 'invalid_fields', {
        errors: [{ field: 'currentPassword', code: 'invalid_value', message: '' }],
      }),
    );
    const { user } = open(null);
    await user.type(current(), 'wrong');
    await user.type(next(), 'a horse and a cart');
    await user.type(repeated(), 'a horse and a cart');
    await user.click(change());
    await waitFor(() => {
      expect(current()).toHaveAccessibleDescription('Это не нынешний пароль');
    });
    expect(current()).toHaveFocus();
    expect(next()).toHaveValue('a horse and a cart');
  });

  it('is checked for its length and its repetition before it is sent', async () => {
    const { user } = open(null);
    await user.type(current(), 'the old one');
    await user.type(next(), 'fourteen chars');
    await user.type(repeated(), 'something else');
    await user.click(change());
    await waitFor(() => {
      expect(next()).toHaveAccessibleDescription('Нужно не меньше 15 знаков');
    });
    expect(repeated()).toHaveAccessibleDescription('Пароли не совпадают');
  });
});

describe('a new password', () => {
  it('is told how hard it is to guess as it is typed', async () => {
    const { user } = open(null);
    await user.type(next(), 'anna.vlasova');
    expect(await screen.findByText('Подберут сразу')).toBeInTheDocument();
    await user.clear(next());
    await user.type(next(), 'тихий вечер у реки');
    expect(await screen.findByText('Надёжный')).toBeInTheDocument();
  });

  it('is refused with the reason', async () => {
    given.put('/api/auth/password', () =>
      problem(422, 'invalid_fields', {
        errors: [{ field: 'newPassword', code: 'blocklisted', reason: 'personal', message: '' }],
      }),
    );
    const { user } = open(null);
    await user.type(current(), 'tall horse');
    await user.type(next(), 'anna.vlasova 2026');
    await user.type(repeated(), 'anna.vlasova 2026{Enter}');
    await waitFor(() => {
      expect(next()).toHaveAccessibleDescription(/ваши данные или название компании/);
    });
    expect(next()).toHaveFocus();
  });

  it('may be shorter beside a second factor', async () => {
    open('2026-11-26T10:00:00Z');
    await waitFor(() => {
      expect(next()).toHaveAccessibleDescription(/Не короче 8 знаков/);
    });
  });
});
