import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { components } from '@/shared/api';
import { given, problem, renderRoute } from '@/shared/testing';
import { AdminInboxPage } from './admin-inbox-page';

type Event = components['schemas']['InboxEvent'];
type Account = components['schemas']['TelephonyAccount'];

const dead: Event = {
  id: 5,
  provider: 'mango',
  path: 'events/call',
  status: 'dead',
  receivedAt: '2025-01-21T09:00:00Z',
  seen: 2,
  attempts: 8,
  nextAttemptAt: null,
  lastError: 'not JSON',
  processedAt: null,
  preview: '{"entry_id":"a"}',
};
const { preview, ...card } = { ...dead, text: '{"from":"+7******4567"}', bytes: 23 };
const account: Account = {
  id: 1,
  provider: 'mango',
  apiKeyTail: '…334d',
  webhookUrl: 'https://crm.example.test/api/webhooks/mango',
  lastEventAt: '2025-01-21T09:00:00Z',
  events: { pending: 0, failed: 0, dead: 3 },
};
const pagination = {
  page: 1,
  limit: 50,
  total: 1,
  totalPages: 1,
  hasNext: false,
  hasPrev: false,
  nextCursor: null,
};

function open(at = '/admin/webhook-events') {
  return renderRoute([{ path: '/admin/webhook-events', Component: AdminInboxPage }], { at });
}

function givenAccount(change: Partial<Account> = {}): void {
  given.get('/api/admin/telephony', () => ({ success: true, data: [{ ...account, ...change }] }));
}

beforeEach(() => {
  given.get('/api/admin/webhook-events', ({ query }) => ({
    success: true,
    data: query.get('status') === 'processed' ? [] : [dead],
    pagination,
  }));
  given.get('/api/admin/webhook-events/{id}', () => ({ success: true, data: card }));
  givenAccount();
});

describe('events', () => {
  it('shows what could not be applied, its masked text, and applies it again', async () => {
    const replayed: string[] = [];
    given.post('/api/admin/webhook-events/{id}/replay', ({ params }) => {
      replayed.push(params['id'] ?? '');
      return { success: true, data: { ...card, status: 'pending' } };
    });
    const { user, router } = open();
    await user.click(await screen.findByRole('button', { name: 'events/call' }));
    const drawer = await screen.findByRole('dialog', { name: 'Событие 5' });
    expect(await within(drawer).findByText(/\+7\*{6}4567/)).toBeInTheDocument();
    expect(router.state.location.search).toBe('?event=5');
    await user.click(within(drawer).getByRole('button', { name: 'Обработать снова' }));
    await waitFor(() => {
      expect(replayed).toEqual(['5']);
    });
  });

  it('applies all that stopped, after asking', async () => {
    const bodies: unknown[] = [];
    given.post('/api/admin/webhook-events/replay', async ({ request }) => {
      bodies.push(await request.json());
      return { success: true, data: { replayed: 3 } };
    });
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Обработать снова 3 события' }));
    expect(bodies).toEqual([]);
    const question = await screen.findByRole('dialog', { name: 'Обработать снова 3 события?' });
    await user.click(within(question).getByRole('button', { name: 'Обработать снова' }));
    await waitFor(() => {
      expect(bodies).toEqual([{ status: 'dead' }]);
    });
  });

  it('filters by state, in the address', async () => {
    const { user, router } = open();
    await screen.findByText('not JSON');
    await user.click(screen.getByRole('button', { name: 'Обработаны' }));
    expect(await screen.findByText('Таких событий нет')).toBeInTheDocument();
    expect(router.state.location.search).toBe('?status=processed');
  });
});

describe('telephony', () => {
  it('says what to do in the cabinet while no event has come', async () => {
    givenAccount({ lastEventAt: null });
    open();
    expect(await screen.findByText('Событий ещё не было')).toBeInTheDocument();
    expect(screen.getByText(/Откройте в кабинете Mango/)).toBeInTheDocument();
    expect(screen.getByText(account.webhookUrl)).toBeInTheDocument();
  });

  it('writes new credentials and never shows those there are', async () => {
    const bodies: unknown[] = [];
    given.patch('/api/admin/telephony/{id}', async ({ request }) => {
      bodies.push(await request.json());
      return bodies.length === 1
        ? problem(409, 'already_exists', {
            errors: [{ field: 'apiKey', code: 'invalid_value', message: '' }],
          })
        : { success: true, data: account };
    });
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Сменить ключи' }));
    const key = await screen.findByLabelText('Ключ API');
    expect(key).toHaveValue('');
    await user.type(key, 'short');
    await user.click(screen.getByRole('button', { name: 'Сохранить' }));
    expect(bodies).toEqual([]);
    await user.type(key, '-key-of-mango');
    await user.click(screen.getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => {
      expect(key).toHaveAccessibleDescription('Этот ключ уже у другой учётной записи');
    });
    await user.type(key, '2');
    await user.click(screen.getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    });
    expect(bodies.at(-1)).toEqual({ apiKey: 'short-key-of-mango2' });
  });
});
