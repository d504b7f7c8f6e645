import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { paths } from '@/shared/config';
import { given, pageOf, problem } from '@/shared/testing';
import { givenCalls, nina, openList, pavel, rowOf, setTheList } from '../testing/list-stage';

setTheList();

describe('the list of calls', () => {
  it('shows who called, how it went and what came of it', async () => {
    givenCalls(() => [{ ...nina, orders: [{ id: 48231, statusOrder: 'new', isFromCall: true }] }]);
    openList();
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
    const { user, router } = openList();
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
    openList(
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
    const { user, router } = openList();
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
    const { user } = openList();
    await rowOf('Нина Соболева');
    await user.click(screen.getByRole('button', { name: 'Показать ещё' }));
    await rowOf('Павел Дорохов');
    expect(asked.at(-1)?.get('cursor')).toBe('c-2');
  });
});

describe('clients and debts', () => {
  it('folds the calls of a client and opens them', async () => {
    givenCalls(() => [
      nina,
      pavel,
      { ...nina, id: 300, status: 'missed', missedReason: 'queue', talkSeconds: 0 },
    ]);
    const { user } = openList();
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
    openList();
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
    openList(`${paths.calls}?quick=debts`);
    await rowOf('Павел Дорохов');
    expect(screen.queryByText('Нина Соболева')).not.toBeInTheDocument();
  });
});

describe('when there is nothing to show', () => {
  it('says which way out a filtered list has', async () => {
    givenCalls(() => []);
    const { user, router } = openList(`${paths.calls}?city=Омск&quick=missed`);
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
    const { user } = openList();
    expect(await screen.findByRole('alert')).toHaveTextContent('Сервер занят');
    isDown = false;
    await user.click(screen.getByRole('button', { name: 'Повторить сейчас' }));
    await rowOf('Нина Соболева');
  });
});
