import { act, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useQueueFeed } from '@/entities/call';
import type { components } from '@/shared/api';
import { buildRingingCall, emitLive, given, problem, renderRoute } from '@/shared/testing';
import { BottomBar } from './bottom-bar';
import { QueueCounts } from './queue-counts';
import { Rail } from './rail';

type Queue = components['schemas']['CallQueue'];

function Shell() {
  useQueueFeed();
  return (
    <>
      <header data-testid="strip">
        <QueueCounts />
      </header>
      <Rail worded={false} onKeySheet={() => undefined} />
      <BottomBar />
    </>
  );
}

let asked = 0;
beforeEach(() => {
  asked = 0;
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

const secondsAgo = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

function givenQueue(queue: Queue): void {
  given.get('/api/calls/queue', () => {
    asked += 1;
    return { success: true, data: queue };
  });
}

async function open(queue: Queue, profile = {}) {
  givenQueue(queue);
  renderRoute([{ path: '/', Component: Shell }], { at: '/', profile });
  await act(() => vi.advanceTimersByTimeAsync(100));
}

const strip = (): HTMLElement => screen.getByTestId('strip');
/** The rail of a wide page, and the bar of a phone. */
const navigation = (place: 0 | 1) =>
  within(screen.getAllByRole('navigation', { name: 'Разделы' }).at(place) ?? document.body);
const rail = () => navigation(0);

describe('the queue in the strip', () => {
  it('tells how many wait, and how long the first of them', async () => {
    await open({ waiting: 2, longestSince: secondsAgo(47), debts: 3 });
    expect(strip()).toHaveTextContent(/^Ждут 2дольше всех 0:4[78]$/);
    const before = strip().textContent;
    await act(() => vi.advanceTimersByTimeAsync(5000));
    expect(strip().textContent).not.toBe(before);
  });

  it('tells the debts while nobody waits', async () => {
    await open({ waiting: 0, longestSince: null, debts: 3 });
    expect(strip()).toHaveTextContent('Ждут 0долги 3');
  });

  it('has a dash for what is not known', async () => {
    given.get('/api/calls/queue', () => problem(500, 'internal'));
    renderRoute([{ path: '/', Component: Shell }], { at: '/' });
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(strip()).toHaveTextContent('Ждут —долги —');
    expect(rail().getByRole('link', { name: 'Звонки' })).toBeVisible();
  });

  it('follows calls: asks once for many events, and again for one that came late', async () => {
    await open({ waiting: 0, longestSince: null, debts: 0 });
    expect(asked).toBe(1);
    givenQueue({ waiting: 1, longestSince: secondsAgo(1), debts: 0 });
    for (let event = 0; event < 20; event += 1) emitLive('call.ringing', { call: buildRingingCall() });
    expect(asked).toBe(1);
    await act(() => vi.advanceTimersByTimeAsync(2100));
    expect(strip()).toHaveTextContent('Ждут 1');
    expect(asked).toBe(2);

    emitLive('call.connected', { call: buildRingingCall() });
    await act(() => vi.advanceTimersByTimeAsync(1100));
    givenQueue({ waiting: 0, longestSince: null, debts: 1 });
    emitLive('call.ended', { call: buildRingingCall() });
    await act(() => vi.advanceTimersByTimeAsync(4100));
    expect(strip()).toHaveTextContent('Ждут 0долги 1');
    expect(asked).toBe(4);
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    expect(asked).toBe(4);
  });
});

describe('debts in the rail', () => {
  it('are a dot that the name of the section tells', async () => {
    await open({ waiting: 0, longestSince: null, debts: 3 });
    expect(rail().getByRole('link', { name: 'Звонки. Есть долги: 3' })).toBeVisible();
    expect(rail().getByRole('link', { name: 'Заказы' })).toBeVisible();
    expect(navigation(1).getByRole('link', { name: 'Звонки. Есть долги: 3' })).toBeVisible();
  });

  it('are not there when nobody is owed a call', async () => {
    await open({ waiting: 1, longestSince: secondsAgo(3), debts: 0 });
    expect(rail().getByRole('link', { name: 'Звонки' })).toBeVisible();
  });

  it('are not asked for by who may not read calls', async () => {
    await open({ waiting: 0, longestSince: null, debts: 3 }, { permissions: ['orders:read'] });
    expect(asked).toBe(0);
  });
});
