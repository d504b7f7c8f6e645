import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { given, problem, renderRoute } from '@/shared/testing';
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
