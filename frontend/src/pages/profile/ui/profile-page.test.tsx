import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { usePreferences } from '@/shared/lib/preferences';
import { buildProfile, given, noContent, problem, renderRoute } from '@/shared/testing';
import { ProfilePage } from './profile-page';

const open = () => {
  given.get('/api/auth/2fa', () => ({
    success: true,
    data: { enabledAt: null, recoveryCodesLeft: 0, mustSetUp: false },
  }));
  return renderRoute([{ path: '/profile', Component: ProfilePage }], {
    at: '/profile',
    profile: { permissions: ['calls:read', 'orders:create'] },
  });
};
const current = () => screen.getByLabelText(/Нынешний пароль/);
const next = () => screen.getByLabelText(/^Новый пароль\*$/);
const repeated = () => screen.getByLabelText(/Новый пароль ещё раз/);
const change = () => screen.getByRole('button', { name: 'Сменить пароль' });

afterEach(() => {
  usePreferences.getState().setTheme('system');
  usePreferences.getState().setDensity('comfortable');
});

describe('the password', () => {
  it('is changed and forgotten by the page', async () => {
    const bodies: unknown[] = [];
    given.put('/api/auth/password', async ({ request }) => {
      bodies.push(await request.json());
      return noContent();
    });
    const { user } = open();
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
    const { user } = open();
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
    const { user } = open();
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

describe('own data', () => {
  it('sends what differs', async () => {
    const bodies: unknown[] = [];
    given.patch('/api/auth/profile', async ({ request }) => {
      bodies.push(await request.json());
      return { success: true, data: buildProfile({ email: 'anna@example.test' }) };
    });
    const { user } = open();
    const form = screen.getByRole('form', { name: 'Мои данные' });
    const save = within(form).getByRole('button', { name: 'Сохранить' });
    expect(save).toBeDisabled();
    await user.type(within(form).getByLabelText('Почта'), 'anna@example.test');
    await user.click(save);
    await waitFor(() => {
      expect(bodies).toEqual([{ email: 'anna@example.test' }]);
    });
  });

  it('says at its field that the e-mail is somebody else’s', async () => {
    given.patch('/api/auth/profile', () => problem(409, 'already_exists'));
    const { user } = open();
    const form = screen.getByRole('form', { name: 'Мои данные' });
    const email = within(form).getByLabelText('Почта');
    await user.type(email, 'taken@example.test');
    await user.click(within(form).getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => {
      expect(email).toHaveAccessibleDescription('Уже занято, выберите другое');
    });
  });
});

it('turns theme and density at once', async () => {
  const { user } = open();
  await user.click(screen.getByRole('radio', { name: 'Тёмная' }));
  await user.click(screen.getByRole('radio', { name: 'Плотные' }));
  expect(document.documentElement.dataset['theme']).toBe('dark');
  expect(document.documentElement.dataset['density']).toBe('compact');
});

it('tells one’s rights in words', () => {
  open();
  expect(screen.getByText('Смотреть звонки')).toBeInTheDocument();
  expect(screen.getByText('Создавать заказы')).toBeInTheDocument();
  expect(screen.queryByText('Удалять заказы')).not.toBeInTheDocument();
});
