import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { components } from '@/shared/api';
import { given, problem, renderRoute } from '@/shared/testing';
import { AdminAuditPage } from './admin-audit-page';

type Entry = components['schemas']['AuditEntry'];
type Chain = components['schemas']['AuditChainState'];

const entry: Entry = {
  id: 17,
  at: '2026-01-21T09:00:00Z',
  actor: { id: 4, name: 'Ирина Котова', role: 'admin' },
  apiKeyId: null,
  action: 'order.update',
  objectType: 'order',
  objectId: '305',
  outcome: 'success',
  changes: [
    { field: 'result', before: 1500, after: 2000, isPersonal: false },
    { field: 'clientName', before: null, after: null, isPersonal: true },
    { field: 'statusOrder', before: 'new', after: 'refused', isPersonal: false },
    { field: 'dateMeeting', before: null, after: '2026-01-21T09:00:00.000Z', isPersonal: false },
    { field: 'secondFactorRoles', before: [], after: ['owner', 'viewer'], isPersonal: false },
    { field: 'permissions', before: null, after: ['calls:read'], isPersonal: false },
    { field: 'timezone', before: 'Europe/Moscow', after: 'Asia/Omsk', isPersonal: false },
    { field: 'somethingNew', before: null, after: true, isPersonal: false },
  ],
  ip: '203.0.113.7',
  requestId: 'request-17',
  sealNo: 12,
};
const refused: Entry = {
  ...entry,
  id: 16,
  actor: null,
  action: 'rocket.launch',
  outcome: 'failure',
  changes: [],
  sealNo: null,
};
const chain: Chain = {
  sealedUpTo: 12,
  unsealed: 1,
  oldestUnsealedAt: '2026-01-21T09:00:00Z',
  headWrittenAt: '2026-01-21T09:00:00Z',
  lastVerification: null,
};
const pagination = {
  ...{ page: 1, limit: 50, total: 2, totalPages: 1 },
  ...{ hasNext: false, hasPrev: false, nextCursor: null },
};

const asked: string[] = [];
const open = (at = '/admin/audit') =>
  renderRoute([{ path: '/admin/audit', Component: AdminAuditPage }], { at });

beforeEach(() => {
  asked.length = 0;
  given.get('/api/admin/audit', ({ query }) => {
    asked.push(query.toString());
    return {
      success: true,
      data: query.get('outcome') === 'failure' ? [refused] : [entry, refused],
      pagination,
    };
  });
  given.get('/api/admin/audit/{id}', () => ({ success: true, data: entry }));
  given.get('/api/admin/audit/verification', () => ({ success: true, data: chain }));
  given.get('/api/operators', () => ({
    success: true,
    data: [{ id: 4, name: 'Ирина Котова', city: null, statusWork: 'online' }],
    pagination,
  }));
});

describe('the log', () => {
  it('says who did what in words, and shows the code of what has none yet', async () => {
    open();
    const table = await screen.findByRole('table', { name: 'Журнал действий' });
    expect(await within(table).findByText('Изменение заказа')).toBeInTheDocument();
    expect(within(table).getAllByText('Заказ 305')).toHaveLength(2);
    expect(within(table).getByText('Ирина Котова')).toBeInTheDocument();
    expect(within(table).getByText('rocket.launch')).toBeInTheDocument();
    expect(within(table).getByText('неизвестный')).toBeInTheDocument();
  });

  it('opens a row at its address: what was, what is, and of personal fields only that they changed', async () => {
    const { user, router } = open();
    await user.click(await screen.findByRole('button', { name: 'Изменение заказа' }));
    const drawer = await screen.findByRole('dialog', { name: 'Изменение заказа' });
    expect(router.state.location.search).toBe('?entry=17');
    const changes = await within(drawer).findByRole('region', { name: 'Что изменилось' });
    expect(within(changes).getByRole('row', { name: /^Итог 1\s?500 2\s?000$/ })).toBeInTheDocument();
    expect(
      within(changes).getByRole('row', { name: 'Имя клиента изменено, значение не хранится' }),
    ).toBeInTheDocument();
    expect(within(changes).getByRole('row', { name: 'somethingNew — да' })).toBeInTheDocument();
    expect(
      within(changes).getByRole('row', { name: 'Вход с кодом для ролей — владелец, наблюдатель' }),
    ).toBeInTheDocument();
    expect(within(changes).getByRole('row', { name: 'Права — Смотреть звонки' })).toBeInTheDocument();
    expect(
      within(changes).getByRole('row', { name: 'Часовой пояс Москва · UTC+3 Омск · UTC+6' }),
    ).toBeInTheDocument();
    expect(within(changes).getByRole('row', { name: 'Статус ожидает отказ' })).toBeInTheDocument();
    expect(within(changes).queryByText(/2026-01-21T/)).not.toBeInTheDocument();
    expect(within(drawer).getByText('203.0.113.7')).toBeInTheDocument();
    expect(within(drawer).getByText('Администратор')).toBeInTheDocument();
  });

  it('is narrowed by what stands in the address', async () => {
    open(
      '/admin/audit?area=orders&person=4&outcome=failure&from=2026-01-10&to=2026-01-12&search=203.0.113.7',
    );
    expect(await screen.findByText('rocket.launch')).toBeInTheDocument();
    const query = new URLSearchParams(asked[0]);
    expect(Object.fromEntries(query)).toEqual({
      ...{ dateFrom: '2026-01-10', dateTo: '2026-01-12', operatorId: '4', action: 'order.' },
      ...{ outcome: 'failure', ip: '203.0.113.7', limit: '50' },
    });
  });

  it('writes a chosen filter into the address, and takes all away again', async () => {
    given.get('/api/admin/audit', () => ({ success: true, data: [], pagination }));
    const { user, router } = open();
    expect(await screen.findByText('Записей ещё нет')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Исход' }));
    await user.click(await screen.findByRole('option', { name: 'Отказ' }));
    expect(await screen.findByText('Таких записей нет')).toBeInTheDocument();
    expect(router.state.location.search).toBe('?outcome=failure');
    await user.click(screen.getByRole('button', { name: 'Сбросить всё' }));
    expect(router.state.location.search).toBe('');
  });

  it('is fetched as a file of what is shown, or says why not', async () => {
    const exports: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    URL.createObjectURL = () => 'blob:audit';
    URL.revokeObjectURL = () => undefined;
    given.get('/api/admin/audit/export', ({ query }) => {
      exports.push(query.toString());
      return problem(403, 'step_up_required');
    });
    const { user } = open('/admin/audit?outcome=failure');
    await user.click(await screen.findByRole('button', { name: 'Скачать CSV' }));
    await waitFor(() => {
      expect(exports).toEqual(['outcome=failure']);
    });
  });
});

describe('the chain', () => {
  it('is verified on demand, and the page tells what was found', async () => {
    const found: Chain['lastVerification'] = {
      ...{ at: '2026-01-21T10:00:00Z', firstSealNo: 1, lastSealNo: 12, isWhole: true },
      fault: null,
    };
    let last: Chain['lastVerification'] = null;
    given.get('/api/admin/audit/verification', () => ({
      success: true,
      data: { ...chain, lastVerification: last },
    }));
    given.post('/api/admin/audit/verification', () => {
      last = found;
      return { success: true, data: found };
    });
    const { user } = open();
    expect(await screen.findByText('Ещё не проверяли')).toBeInTheDocument();
    expect(screen.getByText('Опечатано до № 12')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Проверить сейчас' }));
    expect(await screen.findByText(/^Цел весь, проверено/)).toBeInTheDocument();
  });

  it('that did not load can be asked for again', async () => {
    given.get('/api/admin/audit/verification', () => problem(500, 'internal'));
    const { user } = open();
    const retry = await screen.findByRole('button', { name: 'Повторить сейчас' });
    given.get('/api/admin/audit/verification', () => ({ success: true, data: chain }));
    await user.click(retry);
    expect(await screen.findByText('Опечатано до № 12')).toBeInTheDocument();
    expect(retry).not.toBeInTheDocument();
  });

  it('that is broken names the first wrong row and says what to do', async () => {
    given.get('/api/admin/audit/verification', () => ({
      success: true,
      data: {
        ...chain,
        lastVerification: {
          ...{ at: '2026-01-21T10:00:00Z', firstSealNo: 1, lastSealNo: 4, isWhole: true },
          fault: { kind: 'altered', sealNo: 5, auditId: 5 },
        },
      },
    }));
    open();
    expect(await screen.findByText('Журнал изменён в обход программы')).toBeInTheDocument();
    expect(screen.getByText(/Запись № 5 не сходится/)).toBeInTheDocument();
  });
});
