import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { listenForShortcuts } from '@/shared/lib/shortcuts';
import {
  buildCity,
  buildOrder,
  buildSlots,
  given,
  pageOf,
  problem,
  renderRoute,
  emitLive,
} from '@/shared/testing';
import { OrdersPage } from './orders-page';

function open(at = '/orders', profile = {}) {
  return renderRoute(
    [
      {
        path: '/orders',
        Component: OrdersPage,
        children: [
          { path: 'new', Component: () => <p>новый заказ</p> },
          { path: ':orderId', Component: () => <p>карточка</p> },
        ],
      },
    ],
    { at, profile },
  );
}

/** Answers the list; questions for one row are those of the counts on the tabs. */
function givenList(
  answer: (query: URLSearchParams) => ReturnType<typeof pageOf<ReturnType<typeof buildOrder>>> | Response,
) {
  const asked: URLSearchParams[] = [];
  given.get('/api/orders', ({ query }) => {
    if (query.get('limit') === '1') return pageOf([], { total: 7 });
    asked.push(query);
    return answer(query);
  });
  return asked;
}

const rows = () => screen.getAllByRole('link', { name: /^Открыть заказ/ });
const table = () => screen.getByRole('table', { name: 'Заказы' });
const facts = (change: Parameters<typeof buildOrder>[0]) => {
  const { allowedStatuses: _steps, abilities: _rights, ...order } = buildOrder(change);
  return order;
};

beforeEach(() => {
  given.get('/api/cities', () => pageOf([buildCity()]));
  given.get('/api/campaigns', () => pageOf([]));
  given.get('/api/masters', () => pageOf([]));
  given.get('/api/orders/slots', () => ({ success: true, data: buildSlots({ '16:00': 3 }) }));
  return listenForShortcuts();
});

describe('the list of orders', () => {
  it('tells of a client whose data were erased that they were, and nothing of the placeholders', async () => {
    const erased = '+01234567890123';
    givenList(() =>
      pageOf([
        buildOrder({
          ...{ phone: erased, clientName: erased, address: '—', problem: '—', reason: '—' },
          ...{ statusOrder: 'refused', id: 48219 },
        }),
      ]),
    );
    open();
    expect(await screen.findByText('Данные клиента удалены')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /48\s219: Данные клиента удалены/ })).toBeInTheDocument();
    expect(table()).toHaveTextContent('#0123');
    expect(table()).not.toHaveTextContent(erased);
  });

  it('asks what its address says', async () => {
    const asked = givenList(() => pageOf([buildOrder()]));
    open('/orders?city=Саратов&status=workshop&dateType=create&from=2025-01-01&to=2025-01-31&search=Кузьмин');
    await screen.findByText('Сергей Кузьмин');

    expect(Object.fromEntries(asked[0] ?? [])).toEqual({
      city: 'Саратов',
      status: 'workshop',
      dateType: 'create',
      dateFrom: '2025-01-01',
      dateTo: '2025-01-31',
      search: 'Кузьмин',
      sortBy: 'priority',
      sortOrder: 'desc',
      limit: '50',
    });
    expect(screen.getByRole('button', { name: /^Все/ })).toHaveAttribute('aria-pressed', 'true');
  });

  it('writes a chosen filter into its address and takes it away again', async () => {
    givenList(() => pageOf([buildOrder()]));
    const { user, router } = open();
    await screen.findByText('Сергей Кузьмин');

    await user.click(screen.getByRole('button', { name: 'Статус', expanded: false }));
    await user.click(await screen.findByRole('option', { name: 'В пути' }));
    expect(router.state.location.search).toBe('?status=on_the_way');

    await user.click(screen.getByRole('button', { name: 'Убрать: Статус' }));
    expect(router.state.location.search).toBe('');
  });

  it.each([
    ['open', { isOpen: 'true' }],
    ['unassigned', { isOpen: 'true', withoutMaster: 'true' }],
    ['late', { isLate: 'true' }],
    ['workshop', { status: 'workshop' }],
  ])('asks the server for the list %s and sorts it as the address says', async (view, narrowing) => {
    const asked = givenList(() => pageOf([buildOrder()]));
    open(`/orders?view=${view}&sortBy=dateMeeting&sortOrder=asc`);
    await screen.findByText('Сергей Кузьмин');
    expect(Object.fromEntries(asked[0] ?? [])).toEqual({
      ...narrowing,
      sortBy: 'dateMeeting',
      sortOrder: 'asc',
      limit: '50',
    });
  });

  it('tells on each tab how many the server counts, within the other filters', async () => {
    given.get('/api/orders', ({ query }) => {
      const isAsked = query.get('city') === 'Саратов' && query.get('isLate') === 'true';
      return pageOf([], { total: isAsked ? 3 : 0 });
    });
    open('/orders?city=Саратов');
    expect(await screen.findByRole('button', { name: 'Опаздывают 3' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Открытые 0' })).toBeInTheDocument();
  });

  it('loads on by cursor and shows the exact total, or that there are more', async () => {
    const asked = givenList((query) =>
      query.get('cursor') === null
        ? pageOf([buildOrder({ id: 1 })], { nextCursor: 'abc', total: 1000, totalExact: false })
        : pageOf([buildOrder({ id: 2 })], { total: 1000, totalExact: false }),
    );
    const { user } = open('/orders?view=all');
    expect(await screen.findByText(/^1\s000\+ заказов$/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Показать ещё' }));
    await waitFor(() => {
      expect(rows()).toHaveLength(2);
    });
    expect(asked[1]?.get('cursor')).toBe('abc');
  });

  it('changes a row in place when its order changes elsewhere', async () => {
    givenList(() =>
      pageOf([buildOrder({ id: 1, clientName: 'Первый' }), buildOrder({ id: 2, clientName: 'Второй' })]),
    );
    open();
    await screen.findByText('Первый');
    emitLive('order.updated', {
      id: 1,
      at: '2025-01-21T10:00:00Z',
      order: facts({ id: 1, version: 2, clientName: 'Первый', statusOrder: 'completed' }),
    });
    await screen.findByText('Готово');
    const [, first, second] = within(table()).getAllByRole('row');
    expect(first).toHaveTextContent('Готово');
    expect(second).toHaveTextContent('Второй');
  });

  it('gathers new orders under a button instead of shifting rows', async () => {
    let orders = [buildOrder({ id: 1 })];
    givenList(() => pageOf(orders));
    const { user } = open();
    await screen.findByText('1 заказ');
    orders = [buildOrder({ id: 9 }), ...orders];
    emitLive('order.created', { id: 9, at: '2025-01-21T10:00:00Z', order: facts({ id: 9 }) });
    emitLive('order.created', {
      id: 10,
      at: '2025-01-21T10:00:00Z',
      order: facts({ id: 10, statusOrder: 'refused' }),
    });
    expect(rows()).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: '1 новый' }));
    await waitFor(() => {
      expect(rows()).toHaveLength(2);
    });
  });

  it('says that nothing was found and takes all filters away', async () => {
    givenList(() => pageOf([]));
    const { user, router } = open('/orders?city=Омск&status=new');
    expect(await screen.findByText('Таких заказов нет')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Сбросить всё' }));
    expect(router.state.location.search).toBe('');
  });

  it('shows a failure with its request, not an empty list', async () => {
    givenList(() => problem(500, 'internal'));
    open();
    expect(await screen.findByRole('alert')).toHaveTextContent('test-reques');
    expect(screen.queryByText('Открытых заказов нет')).not.toBeInTheDocument();
  });

  it('keeps the place of the slots when their cities did not load, and asks again', async () => {
    given.get('/api/cities', () => problem(500, 'internal'));
    givenList(() => pageOf([buildOrder()]));
    const { user } = open();
    const slots = await screen.findByRole('region', { name: 'Окна' });
    expect(await within(slots).findByRole('alert')).toBeInTheDocument();
    given.get('/api/cities', () => pageOf([buildCity()]));
    await user.click(within(slots).getByRole('button', { name: 'Повторить сейчас' }));
    expect(
      await screen.findByRole('button', { name: 'БТ 16:00: занято 3 из 3, нет мест' }),
    ).toBeInTheDocument();
  });

  it('starts a new order from a free half-hour, but not from a full one', async () => {
    givenList(() => pageOf([buildOrder()]));
    const { user, router } = open('/orders?slotDay=2099-11-20', {
      permissions: ['orders:read', 'orders:create'],
    });
    await user.click(await screen.findByRole('button', { name: 'БТ 16:00: занято 3 из 3, нет мест' }));
    expect(router.state.location.pathname).toBe('/orders');
    await user.click(screen.getByRole('button', { name: 'БТ 16:30: занято 0 из 3' }));
    expect(router.state.location.pathname).toBe('/orders/new');
    expect(new URLSearchParams(router.state.location.search).get('newAt')).toBe('2099-11-20T12:30:00.000Z');
  });

  it('is walked by keys: rows by J and K, a new order by C', async () => {
    givenList(() => pageOf([buildOrder({ id: 1 }), buildOrder({ id: 2 })]));
    const { user, router } = open();
    await screen.findByText('2 заказа');
    await user.keyboard('jj');
    expect(rows()[1]).toHaveFocus();
    await user.keyboard('k{Enter}');
    expect(router.state.location.pathname).toBe('/orders/1');
    await user.keyboard('c');
    expect(router.state.location.pathname).toBe('/orders/new');
  });

  it('is walked by pages and to its ends from a row', async () => {
    givenList(() => pageOf(Array.from({ length: 25 }, (_, index) => buildOrder({ id: index + 1 }))));
    const { user } = open();
    await screen.findByText('25 заказов');
    await user.keyboard('j{PageDown}');
    expect(rows()[10]).toHaveFocus();
    await user.keyboard('{End}');
    expect(rows()[24]).toHaveFocus();
    await user.keyboard('{PageDown}{PageUp}');
    expect(rows()[14]).toHaveFocus();
    await user.keyboard('{Home}');
    expect(rows()[0]).toHaveFocus();
  });

  it('reaches the last row of a long list, which is drawn only in part', async () => {
    givenList(() => pageOf(Array.from({ length: 104 }, (_, index) => buildOrder({ id: index + 1 }))));
    const { user } = open();
    await screen.findByText('104 заказа');
    await user.keyboard('j{PageDown}{End}');
    await waitFor(() => {
      expect(rows().at(-1)).toHaveFocus();
    });
  });
});

describe('the table of slots', () => {
  const cell = (name: string) => screen.getByRole('button', { name });

  it('is one stop of Tab, walked by arrows, and says which half-hours are full', async () => {
    given.get('/api/orders/slots', () => ({ success: true, data: buildSlots({ '10:00': 3, '10:30': 1 }) }));
    givenList(() => pageOf([buildOrder()]));
    const { user, router } = open('/orders?slotDay=2099-11-20', {
      permissions: ['orders:read', 'orders:create'],
    });
    const first = await screen.findByRole('button', { name: 'КП 10:30: занято 1 из 3' });
    const grid = screen.getByRole('grid', { name: 'Окна' });
    expect(
      within(grid)
        .getAllByRole('button')
        .filter(({ tabIndex }) => tabIndex === 0),
    ).toEqual([first]);

    first.focus();
    await user.keyboard('{ArrowLeft}');
    expect(cell('КП 10:00: занято 3 из 3, нет мест')).toHaveFocus();
    expect(cell('КП 10:00: занято 3 из 3, нет мест')).toHaveAttribute('aria-disabled', 'true');
    await user.keyboard('{Enter}');
    expect(router.state.location.pathname).toBe('/orders');

    await user.keyboard('{ArrowDown}{End}');
    expect(cell('БТ 22:00: занято 0 из 3')).toHaveFocus();
    await user.keyboard('{Control>}{End}{/Control}');
    expect(cell('МНЧ 22:00: занято 0 из 3')).toHaveFocus();
    await user.keyboard('{ArrowRight}{ArrowDown}{Home}{ArrowRight}{Enter}');
    expect(new URLSearchParams(router.state.location.search).get('newAt')).toBe('2099-11-20T06:30:00.000Z');
  });
});
