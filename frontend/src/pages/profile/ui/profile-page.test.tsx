import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usePreferences } from '@/shared/lib/preferences';
import { buildProfile, given, renderRoute } from '@/shared/testing';
import { ProfilePage } from './profile-page';

const open = () =>
  renderRoute([{ path: '/profile', Component: ProfilePage }], {
    at: '/profile',
    profile: { permissions: ['calls:read', 'orders:create'] },
  });

beforeEach(() => {
  given.get('/api/auth/oauth/providers', () => ({ success: true, data: [] }));
  given.get('/api/auth/oauth/links', () => ({ success: true, data: [] }));
});
afterEach(() => {
  usePreferences.getState().setTheme('system');
  usePreferences.getState().setDensity('comfortable');
});

describe('own data', () => {
  it('sends what differs', async () => {
    const bodies: unknown[] = [];
    given.patch('/api/auth/profile', async ({ request }) => {
      bodies.push(await request.json());
      return { success: true, data: buildProfile({ name: 'Анна Петрова' }) };
    });
    const { user } = open();
    const form = screen.getByRole('form', { name: 'Мои данные' });
    const save = within(form).getByRole('button', { name: 'Сохранить' });
    expect(save).toBeDisabled();
    const name = within(form).getByLabelText(/Имя и фамилия/);
    await user.clear(name);
    await user.type(name, 'Анна Петрова');
    await user.click(save);
    await waitFor(() => {
      expect(bodies).toEqual([{ name: 'Анна Петрова' }]);
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
