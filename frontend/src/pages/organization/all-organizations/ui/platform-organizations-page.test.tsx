import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { components } from '@/shared/api';
import { given, problem, renderRoute } from '@/shared/testing';
import { PlatformOrganizationsPage } from './platform-organizations-page';

type Organization = components['schemas']['Organization'];

const organization: Organization = {
  id: 3,
  name: 'Мастер рядом',
  timezone: 'Europe/Moscow',
  people: 12,
  createdAt: '2024-03-03T09:00:00Z',
  suspendedAt: null,
  version: 2,
};
let rows: Organization[] = [];

beforeEach(() => {
  rows = [organization];
  given.get('/api/platform/organizations', () => ({
    success: true,
    data: rows,
    pagination: {
      ...{ page: 1, limit: 50, total: 1, totalPages: 1, hasNext: false, hasPrev: false, nextCursor: null },
    },
  }));
});

const open = () =>
  renderRoute([{ path: '/platform/organizations', Component: PlatformOrganizationsPage }], {
    at: '/platform/organizations',
    profile: { isSuperAdmin: true },
  });
const menu = () => screen.findByRole('button', { name: 'Действия: Мастер рядом' });

it('suspends after asking, and lets work again at once', async () => {
  given.post('/api/platform/organizations/{id}/suspend', () => {
    rows = [{ ...organization, suspendedAt: '2025-01-21T09:00:00Z' }];
    return { success: true, data: organization };
  });
  given.post('/api/platform/organizations/{id}/resume', () => {
    rows = [organization];
    return { success: true, data: organization };
  });
  const { user } = open();
  await user.click(await menu());
  await user.click(await screen.findByRole('menuitem', { name: 'Приостановить…' }));
  const question = await screen.findByRole('dialog', { name: 'Приостановить «Мастер рядом»?' });
  expect(screen.getByText('Работает')).toBeInTheDocument();
  await user.click(within(question).getByRole('button', { name: 'Приостановить' }));
  expect(await screen.findByText('Приостановлена')).toBeInTheDocument();
  await user.click(await menu());
  await user.click(await screen.findByRole('menuitem', { name: 'Возобновить' }));
  expect(await screen.findByText('Работает')).toBeInTheDocument();
});

it('makes an organisation and tells the owner’s first password once; a taken login is named at its field', async () => {
  const bodies: unknown[] = [];
  given.post('/api/platform/organizations', async ({ request }) => {
    bodies.push(await request.json());
    return bodies.length === 1
      ? problem(409, 'already_exists', {
          errors: [{ field: 'owner.login', code: 'invalid_value', message: '' }],
        })
      : {
          success: true,
          data: { ...organization, owner: { id: 9, login: 'boss', password: 'shown-only-once' } },
        };
  });
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Создать организацию' }));
  const dialog = await screen.findByRole('dialog', { name: 'Создать организацию' });
  expect(within(dialog).getByLabelText(/Часовой пояс/)).toHaveTextContent('Москва');
  await user.type(within(dialog).getByLabelText(/Название/), 'Новый центр');
  await user.type(within(dialog).getByLabelText(/Имя и фамилия владельца/), 'Пётр Первый');
  const login = within(dialog).getByLabelText(/Логин владельца/);
  await user.type(login, 'boss');
  await user.click(within(dialog).getByRole('button', { name: /Создать/ }));
  await waitFor(() => {
    expect(login).toHaveAccessibleDescription('Уже занято, выберите другое');
  });
  await user.click(within(dialog).getByRole('button', { name: /Создать/ }));
  expect(await screen.findByText('shown-only-once')).toBeInTheDocument();
  expect(bodies.at(-1)).toEqual({
    name: 'Новый центр',
    timezone: 'Europe/Moscow',
    owner: { name: 'Пётр Первый', login: 'boss', email: null },
  });
});

it('renames with the version it has read', async () => {
  const bodies: unknown[] = [];
  given.patch('/api/platform/organizations/{id}', async ({ request }) => {
    bodies.push(await request.json());
    return { success: true, data: { ...organization, name: 'Другое', version: 3 } };
  });
  const { user } = open();
  await user.click(await menu());
  await user.click(await screen.findByRole('menuitem', { name: 'Переименовать…' }));
  const name = await screen.findByLabelText(/Название/, { selector: 'form input' });
  await user.clear(name);
  await user.type(name, 'Другое');
  await user.click(screen.getByRole('button', { name: /Сохранить/ }));
  await waitFor(() => {
    expect(bodies).toEqual([{ version: 2, name: 'Другое' }]);
  });
});
