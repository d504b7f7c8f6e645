import { Outlet } from 'react-router';
import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publish } from '@/shared/api/live-events/live-bus';
import { paths } from '@/shared/config';
import { listenForShortcuts } from '@/shared/lib/shortcuts';
import { given, problem, renderRoute } from '@/shared/testing';
import { buildCall, buildDispositions, pageOf } from '@/shared/testing/call-factories';
import { PhoneHost } from '@/widgets/phone-host';
import { TelephonyPage } from './telephony-page';

type Call = ReturnType<typeof buildCall>;

const counts = { all: 186, debts: 7, missed: 19, answered: 148, outbound: 19, lastHour: 31 };
/** As in the application: the telephone stands beside the page. */
function Shell() {
  return (
    <>
      <Outlet />
      <PhoneHost />
    </>
  );
}

const routes = [
  {
    Component: Shell,
    children: [
      {
        path: paths.calls,
        Component: TelephonyPage,
        children: [{ path: paths.call(':callId'), element: <p>card</p> }],
      },
      { path: paths.desk, element: <p>desk</p> },
    ],
  },
];

const nina = buildCall();
const pavel = buildCall({
  id: 400,
  clientName: 'Павел Дорохов',
  phoneClient: '+79172026451',
  dateCreate: '2025-01-21T08:20:00Z',
});

/** Answers of a server whose list is `calls`; the questions asked are kept. */
function givenCalls(calls: () => Call[], change: { counts?: Partial<typeof counts> } = {}) {
  const asked: URLSearchParams[] = [];
  given.get('/api/calls', ({ query }) => {
    asked.push(query);
    return pageOf(calls(), { total: 186 });
  });
  given.get('/api/calls/counts', () => ({ success: true, data: { ...counts, ...change.counts } }));
  given.get('/api/calls/missed', () => pageOf([]));
  given.get('/api/calls/live', () => ({ success: true, data: [] }));
  given.get('/api/dispositions', () => pageOf(buildDispositions()));
  given.get('/api/operators', () =>
    pageOf([{ id: 8, name: 'Мария Орлова', city: 'Саратов', statusWork: 'online' as const }]),
  );
  given.get('/api/cities', () =>
    pageOf([
      { id: 1, name: 'Омск', timezone: 'Asia/Omsk', slotCapacity: 3, version: 1 },
      { id: 2, name: 'Пенза', timezone: 'Europe/Moscow', slotCapacity: 3, version: 1 },
    ]),
  );
  given.get('/api/campaigns', () => pageOf([{ id: 1, rk: 'Авито', name: null, version: 1 }]));
  return asked;
}

function open(at: string = paths.calls) {
  return renderRoute(routes, { at });
}

function emit(call: Call, type: 'call.ringing' | 'call.ended' | 'call.updated' = 'call.ringing'): void {
  act(() => {
    publish({ type, data: { id: call.id, at: '2025-01-21T09:00:00Z', call } });
  });
}

const rowOf = async (name: string): Promise<HTMLElement> => {
  const link = await screen.findByRole('link', { name: new RegExp(`Открыть звонок: ${name}`) });
  const row = link.closest('tr');
  if (row === null) throw new Error(`${name} has no row`);
  return row;
};

let stopKeys: () => void;
beforeEach(() => {
  stopKeys = listenForShortcuts();
});
afterEach(() => {
  stopKeys();
});

describe('the list of calls', () => {
  it('shows who called, how it went and what came of it', async () => {
    givenCalls(() => [{ ...nina, orders: [{ id: 48231, statusOrder: 'new' }] }]);
    open();
    const row = await rowOf('Нина Соболева');
    expect(row).toHaveTextContent('+7 960 341-90-66');
    expect(row).toHaveTextContent('Отвечен');
    expect(row).toHaveTextContent('Листовка · Саратов');
    expect(row).toHaveTextContent('4:02');
    expect(row).toHaveTextContent('Мария Орлова');
    expect(within(row).getByRole('link', { name: /48\s231/ })).toHaveAttribute('href', paths.order(48231));
  });

  it('counts the quick filters on the server and asks for the chosen one by the address', async () => {
    const asked = givenCalls(() => [nina]);
    const { user, router } = open();
    const missed = await screen.findByRole('button', { name: /Пропущенные 19/ });
    await user.click(missed);
    expect(router.state.location.search).toBe('?quick=missed');
    expect(missed).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => {
      expect(asked.at(-1)?.get('status')).toBe('missed');
    });
  });

  it('takes filters, order and view from the address', async () => {
    const asked = givenCalls(() => [nina]);
    open(
      `${paths.calls}?city=Омск&rk=Авито&operatorId=8&quick=outbound&sortBy=talkSeconds&sortOrder=asc&view=rows`,
    );
    await rowOf('Нина Соболева');
    const question = Object.fromEntries(asked[0] ?? []);
    expect(question).toMatchObject({
      city: 'Омск',
      rk: 'Авито',
      operatorId: '8',
      direction: 'outbound',
      sortBy: 'talkSeconds',
      sortOrder: 'asc',
    });
    expect(screen.getByRole('radio', { name: 'Подряд' })).toBeChecked();
    expect(screen.getByRole('button', { name: 'Город: Омск' })).toBeInTheDocument();
  });

  it('adds a filter by choosing and takes it away by its cross', async () => {
    const asked = givenCalls(() => [nina]);
    const { user, router } = open();
    await rowOf('Нина Соболева');
    await user.click(screen.getByRole('button', { name: 'Город' }));
    await user.click(await screen.findByRole('option', { name: 'Пенза' }));
    expect(router.state.location.search).toBe(`?city=${encodeURIComponent('Пенза')}`);
    await waitFor(() => {
      expect(asked.at(-1)?.get('city')).toBe('Пенза');
    });
    await user.click(screen.getByRole('button', { name: 'Убрать: Город' }));
    expect(router.state.location.search).toBe('');
  });

  it('asks for the next page when more are wanted', async () => {
    const asked = givenCalls(() => [nina]);
    given.get('/api/calls', ({ query }) => {
      asked.push(query);
      return query.get('cursor') === null ? pageOf([nina], { nextCursor: 'c-2', total: 2 }) : pageOf([pavel]);
    });
    const { user } = open();
    await rowOf('Нина Соболева');
    await user.click(screen.getByRole('button', { name: 'Показать ещё' }));
    await rowOf('Павел Дорохов');
    expect(asked.at(-1)?.get('cursor')).toBe('c-2');
  });
});

describe('live calls in the list', () => {
  it('gathers new calls instead of shifting rows, and shows them when asked', async () => {
    const later = buildCall({ id: 700, clientName: 'Роман Тихонов', phoneClient: '+79047132860' });
    const calls = [nina, pavel];
    givenCalls(() => calls);
    const { user } = open();
    await rowOf('Нина Соболева');
    emit(later);
    const news = await screen.findByRole('button', { name: /1 новый/ });
    expect(screen.queryByText('Роман Тихонов')).not.toBeInTheDocument();
    calls.unshift(later);
    await user.click(news);
    await rowOf('Роман Тихонов');
    expect(screen.queryByRole('button', { name: /новый/ })).not.toBeInTheDocument();
  });

  it('counts a call once, however many events tell of it', async () => {
    const later = buildCall({ id: 700, clientName: 'Роман Тихонов', phoneClient: '+79047132860' });
    givenCalls(() => [nina]);
    open();
    await rowOf('Нина Соболева');
    emit(later);
    emit(later, 'call.updated');
    emit({ ...later, status: 'answered' }, 'call.ended');
    expect(await screen.findByRole('button', { name: /1 новый/ })).toBeInTheDocument();
  });

  it('does not count calls that the filters leave out', async () => {
    givenCalls(() => [nina]);
    open(`${paths.calls}?city=Саратов`);
    await rowOf('Нина Соболева');
    emit(buildCall({ id: 701, city: 'Омск' }));
    expect(screen.queryByRole('button', { name: /новый/ })).not.toBeInTheDocument();
  });

  it('renews a known row in its place', async () => {
    givenCalls(() => [{ ...nina, status: 'in_progress', talkSeconds: null }, pavel]);
    open();
    const row = await rowOf('Нина Соболева');
    expect(row).toHaveTextContent('Разговор');
    emit({ ...nina, version: 4, disposition: 'consultation' }, 'call.ended');
    await waitFor(() => {
      expect(row).toHaveTextContent('Консультация');
    });
    expect(row).toHaveTextContent('Отвечен');
    expect(row.isConnected).toBe(true);
    expect(screen.queryByRole('button', { name: /новый/ })).not.toBeInTheDocument();
  });

  it('fills an empty list at once, since nothing in it can shift', async () => {
    const calls: Call[] = [];
    givenCalls(() => calls);
    open();
    expect(await screen.findByText('Звонков пока нет')).toBeInTheDocument();
    calls.push(nina);
    emit(nina);
    await rowOf('Нина Соболева');
  });
});

describe('clients and debts', () => {
  it('folds the calls of a client and opens them', async () => {
    givenCalls(() => [
      nina,
      pavel,
      { ...nina, id: 300, status: 'missed', missedReason: 'queue', talkSeconds: 0 },
    ]);
    const { user } = open();
    const row = await rowOf('Нина Соболева');
    expect(row).toHaveTextContent('+1');
    await user.click(within(row).getByRole('button', { name: 'Показать ещё 1 звонок клиента' }));
    expect(screen.getByText('Пропущен в очереди')).toBeInTheDocument();
  });

  it('shows how long a missed client waits and lets one dial him', async () => {
    const call = {
      ...nina,
      status: 'missed' as const,
      missedReason: 'queue' as const,
      talkSeconds: 0,
      hasRecording: false,
    };
    const since = new Date(Date.now() - 24 * 60_000).toISOString();
    givenCalls(() => [call]);
    given.get('/api/calls/missed', () =>
      pageOf([
        {
          phoneClient: '+79603419066',
          clientName: 'Нина Соболева',
          tries: 1,
          firstMissedAt: since,
          lastMissedAt: since,
          call,
        },
      ]),
    );
    open();
    const row = await rowOf('Нина Соболева');
    await waitFor(() => {
      expect(row).toHaveTextContent('24 мин');
    });
    expect(within(row).getByRole('link', { name: /Набрать/ })).toHaveAttribute('href', 'tel:+79603419066');
  });

  it('lists debts from their own list', async () => {
    const call = { ...pavel, status: 'missed' as const, missedReason: 'queue' as const };
    givenCalls(() => [nina]);
    given.get('/api/calls/missed', () =>
      pageOf([
        {
          phoneClient: '+79172026451',
          clientName: 'Павел Дорохов',
          tries: 2,
          firstMissedAt: call.dateCreate,
          lastMissedAt: call.dateCreate,
          call,
        },
      ]),
    );
    open(`${paths.calls}?quick=debts`);
    await rowOf('Павел Дорохов');
    expect(screen.queryByText('Нина Соболева')).not.toBeInTheDocument();
  });
});

describe('when there is nothing to show', () => {
  it('says which way out a filtered list has', async () => {
    givenCalls(() => []);
    const { user, router } = open(`${paths.calls}?city=Омск&quick=missed`);
    await user.click(await screen.findByRole('button', { name: 'Сбросить всё' }));
    expect(router.state.location.search).toBe('');
  });

  it('tells an outage from an empty list and tries again', async () => {
    const asked = givenCalls(() => [nina]);
    let isDown = true;
    given.get('/api/calls', ({ query }) => {
      asked.push(query);
      return isDown ? problem(503, 'overloaded') : pageOf([nina]);
    });
    const { user } = open();
    expect(await screen.findByRole('alert')).toHaveTextContent('Сервер занят');
    isDown = false;
    await user.click(screen.getByRole('button', { name: 'Повторить сейчас' }));
    await rowOf('Нина Соболева');
  });
});

describe('the keyboard in the list', () => {
  it('goes from row to row and opens one', async () => {
    givenCalls(() => [nina, pavel]);
    const { user, router } = open();
    await rowOf('Нина Соболева');
    await user.keyboard('[KeyJ]');
    expect(screen.getByRole('link', { name: /Нина Соболева/ })).toHaveFocus();
    await user.keyboard('[ArrowDown]');
    expect(screen.getByRole('link', { name: /Павел Дорохов/ })).toHaveFocus();
    await user.keyboard('[KeyK]');
    expect(screen.getByRole('link', { name: /Нина Соболева/ })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(router.state.location.pathname).toBe(paths.call(nina.id));
  });

  it('takes the row in focus to the desk for an order', async () => {
    givenCalls(() => [nina, pavel]);
    const { user, router } = open();
    await rowOf('Нина Соболева');
    await user.keyboard('[KeyJ][KeyJ][KeyN]');
    expect(router.state.location.pathname + router.state.location.search).toBe(paths.deskCall(pavel.id));
  });

  it('offers no order and no sound to those who may not', async () => {
    givenCalls(() => [nina]);
    renderRoute(routes, {
      at: paths.calls,
      profile: { role: 'viewer', permissions: ['calls:read', 'orders:read'] },
    });
    const row = await rowOf('Нина Соболева');
    expect(within(row).queryByRole('button', { name: 'Слушать' })).not.toBeInTheDocument();
    expect(within(row).queryByRole('button', { name: 'Новый заказ' })).not.toBeInTheDocument();
  });
});
