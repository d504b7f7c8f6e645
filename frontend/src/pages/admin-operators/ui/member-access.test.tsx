import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { components } from '@/shared/api';
import { given, noContent, problem, renderRoute } from '@/shared/testing';
import { AdminOperatorsPage } from './admin-operators-page';

type Operator = components['schemas']['Operator'];

const boris: Operator = {
  ...{
    id: 12,
    name: 'Борис Седов',
    login: 'boris',
    email: null,
    role: 'operator',
    city: 'Саратов',
    cities: [],
  },
  ...{
    status: 'active',
    statusWork: 'offline',
    statusWorkSince: '2025-01-21T09:00:00Z',
    statusWorkNext: null,
  },
  ...{ extension: null, sipAddress: null, masterId: null, dateCreate: '2024-03-03T09:00:00Z', version: 4 },
};
let rows: Operator[] = [];

beforeEach(() => {
  rows = [boris];
  given.get('/api/operators', () => ({
    success: true,
    data: rows,
    pagination: {
      ...{ page: 1, limit: 50, total: 1, totalPages: 1, hasNext: false, hasPrev: false, nextCursor: null },
    },
  }));
  given.get('/api/cities', () => ({
    success: true,
    data: [],
    pagination: {
      ...{ page: 1, limit: 100, total: 0, totalPages: 0, hasNext: false, hasPrev: false, nextCursor: null },
    },
  }));
});

const open = (profile: object = { role: 'admin' }) =>
  renderRoute([{ path: '/admin/operators', Component: AdminOperatorsPage }], {
    at: '/admin/operators',
    profile,
  });
const openMenu = async ({ user }: ReturnType<typeof open>) => {
  await user.click(await screen.findByRole('button', { name: /Борис Седов/, expanded: false }));
  return user;
};

describe('on a person’s row', () => {
  it('sessions are shown and ended after asking', async () => {
    let sessions: components['schemas']['MemberSession'][] = [
      {
        ...{ id: 'a', device: 'Chrome 131, Windows', ip: '203.0.113.9', signedInAt: '2025-01-21T08:00:00Z' },
        ...{ lastSeenAt: '2025-01-21T09:00:00Z', expiresAt: '2025-01-21T20:00:00Z' },
      },
    ];
    given.get('/api/operators/{id}/sessions', () => ({ success: true, data: sessions }));
    given.delete('/api/operators/{id}/sessions', () => {
      sessions = [];
      return noContent();
    });
    const user = await openMenu(open());
    await user.click(await screen.findByRole('menuitem', { name: 'Сеансы…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Сеансы: Борис Седов' });
    expect(await within(dialog).findByText('Chrome 131, Windows')).toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'Завершить все…' }));
    await user.click(await screen.findByRole('button', { name: 'Завершить все' }));
    expect(await screen.findByText('Сейчас нигде не вошли')).toBeInTheDocument();
  });

  it('he is blocked after asking, and let in again', async () => {
    const bodies: unknown[] = [];
    given.patch('/api/operators/{id}', async ({ request }) => {
      const body = (await request.json()) as { status: Operator['status'] };
      bodies.push(body);
      const changed = { ...boris, status: body.status, version: 5 };
      rows = [changed];
      return { success: true, data: changed };
    });
    const view = open();
    const user = await openMenu(view);
    await user.click(await screen.findByRole('menuitem', { name: 'Отключить…' }));
    expect(bodies).toEqual([]);
    await user.click(await screen.findByRole('button', { name: 'Отключить' }));
    await waitFor(() => {
      expect(bodies).toEqual([{ version: 4, status: 'inactive' }]);
    });
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    });
    await openMenu(view);
    await user.click(await screen.findByRole('menuitem', { name: 'Включить снова' }));
    await waitFor(() => {
      expect(bodies.at(-1)).toEqual({ version: 5, status: 'active' });
    });
  });

  it('the second factor is reset, or it is said why not', async () => {
    let asked = 0;
    given.delete('/api/operators/{id}/second-factor', () => {
      asked += 1;
      return asked === 1 ? problem(409, 'in_use') : problem(403, 'forbidden');
    });
    const user = await openMenu(open());
    await user.click(await screen.findByRole('menuitem', { name: 'Сбросить вход с кодом…' }));
    const reset = await screen.findByRole('button', { name: 'Сбросить вход с кодом' });
    await user.click(reset);
    expect(await screen.findByText('Вход с кодом у сотрудника не включён.')).toBeInTheDocument();
    await user.click(reset);
    expect(await screen.findByText(/изменить её может только он сам/)).toBeInTheDocument();
  });

  it('an owner is not for an admin, and nobody blocks himself', async () => {
    rows = [{ ...boris, role: 'owner' }];
    await openMenu(open());
    expect(await screen.findByRole('menuitem', { name: 'Править' })).toBeInTheDocument();
    expect(screen.queryByRole('menuitem', { name: 'Сеансы…' })).not.toBeInTheDocument();
  });

  it('of one’s own there are sessions alone', async () => {
    await openMenu(open({ role: 'admin', id: boris.id }));
    expect(await screen.findByRole('menuitem', { name: 'Сеансы…' })).toBeInTheDocument();
    expect(screen.queryByRole('menuitem', { name: 'Отключить…' })).not.toBeInTheDocument();
  });
});
