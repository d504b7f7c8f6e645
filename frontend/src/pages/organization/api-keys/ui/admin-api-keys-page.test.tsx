import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { components } from '@/shared/api';
import { given, noContent, problem, renderRoute } from '@/shared/testing';
import { MyApiKeys } from '@/widgets/my-api-keys';
import { AdminApiKeysPage } from './admin-api-keys-page';

type ApiKey = components['schemas']['ApiKey'];

const key: ApiKey = {
  id: 5,
  name: 'Выгрузка в 1С',
  prefix: 'ab12cd34',
  isPersonal: false,
  operator: { id: 7, name: 'Анна Власова' },
  permissions: ['calls:read', 'orders:read'],
  cities: ['Саратов'],
  ipAllow: [],
  createdAt: '2025-01-20T09:00:00Z',
  expiresAt: null,
  lastUsedAt: null,
  lastUsedIp: null,
};
const token = `crm_ab12cd34_${'0'.repeat(64)}`;

const open = (at = '/admin/api-keys') =>
  renderRoute(
    [
      { path: '/admin/api-keys', Component: AdminApiKeysPage },
      { path: '/mine', Component: MyApiKeys },
    ],
    { at, profile: { permissions: ['calls:read', 'orders:create', 'settings:write'], cities: ['Саратов'] } },
  );

beforeEach(() => {
  given.get('/api/admin/api-keys', () => ({ success: true, data: [key] }));
  given.get('/api/auth/api-keys', () => ({ success: true, data: [] }));
  given.get('/api/roles', () => ({
    success: true,
    data: { permissions: [], roles: [], keyPermissions: ['calls:read', 'orders:create', 'audit:read'] },
  }));
  given.get('/api/cities', () => ({
    success: true,
    data: ['Саратов', 'Омск'].map((name, index) => ({
      ...{ id: index + 1, name, timezone: 'Europe/Saratov', slotCapacity: 3, version: 1 },
    })),
    pagination: {
      ...{ page: 1, limit: 100, total: 2, totalPages: 1, hasNext: false, hasPrev: false, nextCursor: null },
    },
  }));
});

it('one’s own keys on their way are drawn as the few they are', async () => {
  given.get('/api/auth/api-keys', () => new Promise<never>(() => undefined));
  open('/mine');
  const waiting = await screen.findByRole('rowgroup', { name: 'Загрузка' });
  expect(within(waiting).getAllByRole('row')).toHaveLength(2);
});

describe('a new key', () => {
  it('is made with the rights that are ticked, and shown once', async () => {
    const bodies: unknown[] = [];
    given.post('/api/admin/api-keys', async ({ request }) => {
      bodies.push(await request.json());
      return { success: true, data: { ...key, token } };
    });
    const { user, router } = open();
    await user.click(await screen.findByRole('button', { name: 'Создать ключ' }));
    const dialog = await screen.findByRole('dialog', { name: 'Новый ключ организации' });
    expect(router.state.location.search).toBe('?add=1');
    // Only what a key may be given and the person has himself.
    const boxes = await within(dialog).findAllByRole('checkbox');
    expect(boxes.map((box) => box.closest('label')?.textContent)).toEqual([
      'Смотреть звонки',
      'Создавать заказы',
    ]);
    await user.click(within(dialog).getByRole('button', { name: /Создать/ }));
    expect(bodies).toEqual([]);
    await user.type(within(dialog).getByLabelText(/Название/), 'Бот');
    await user.click(within(dialog).getByRole('checkbox', { name: 'Смотреть звонки' }));
    await user.type(within(dialog).getByLabelText('С каких адресов'), '10.0.0.1{enter}10.1.0.0/16');
    await user.click(within(dialog).getByRole('button', { name: /Создать/ }));
    expect(await screen.findByText(token)).toBeInTheDocument();
    expect(bodies).toEqual([
      {
        name: 'Бот',
        permissions: ['calls:read'],
        cities: [],
        ipAllow: ['10.0.0.1', '10.1.0.0/16'],
        expiresAt: expect.stringMatching(/^\d{4}-/) as unknown,
      },
    ]);
    await user.click(screen.getByRole('button', { name: 'Готово' }));
    await waitFor(() => {
      expect(screen.queryByText(token)).not.toBeInTheDocument();
    });
  });

  it('beyond the limit is refused in words, and what was typed stays', async () => {
    given.post('/api/auth/api-keys', () => problem(409, 'limit_reached'));
    const { user } = open('/mine');
    await user.click(await screen.findByRole('button', { name: 'Создать ключ' }));
    const dialog = await screen.findByRole('dialog', { name: 'Новый личный ключ' });
    await user.type(within(dialog).getByLabelText(/Название/), 'Бот');
    await user.click(await within(dialog).findByRole('checkbox', { name: 'Смотреть звонки' }));
    await user.click(within(dialog).getByRole('button', { name: /Создать/ }));
    expect(
      await within(dialog).findByText('Ключей уже слишком много. Отзовите ненужные.'),
    ).toBeInTheDocument();
    expect(within(dialog).getByLabelText(/Название/)).toHaveValue('Бот');
  });
});

describe('the list', () => {
  it('shows whose a key is, and revokes it after asking', async () => {
    const revoked: string[] = [];
    given.delete('/api/admin/api-keys/{id}', ({ params }) => {
      revoked.push(params['id'] ?? '');
      return noContent();
    });
    const { user } = open();
    expect(await screen.findByText('организации')).toBeInTheDocument();
    expect(screen.getByText('2 права')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Отозвать ключ «Выгрузка в 1С»' }));
    const question = await screen.findByRole('dialog', { name: 'Отозвать ключ «Выгрузка в 1С»?' });
    expect(revoked).toEqual([]);
    await user.click(within(question).getByRole('button', { name: 'Отозвать' }));
    await waitFor(() => {
      expect(revoked).toEqual(['5']);
    });
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    });
  });

  it('says why a key cannot be revoked', async () => {
    given.delete('/api/admin/api-keys/{id}', () => problem(403, 'forbidden'));
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: /Отозвать ключ/ }));
    await user.click(await screen.findByRole('button', { name: 'Отозвать' }));
    expect(await screen.findByText('На это у вас нет прав')).toBeInTheDocument();
  });

  it('without keys says what they are for', async () => {
    open('/mine');
    expect(await screen.findByText('Ключей нет')).toBeInTheDocument();
  });
});
