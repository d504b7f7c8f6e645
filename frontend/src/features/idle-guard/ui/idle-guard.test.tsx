import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { currentSession, refreshSession, useActivity } from '@/shared/api';
import { given, problem, renderRoute } from '@/shared/testing';
import { IdleGuard } from './idle-guard';

const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
  useActivity.setState({ lastInputAt: Date.now() });
});
afterEach(async () => {
  // A refresh on its way would be taken for the next test's.
  await refreshSession().catch(() => undefined);
  vi.useRealTimers();
});

const open = (statusWork: 'online' | 'on_call' = 'online') =>
  renderRoute([{ path: '/', Component: IdleGuard }], { at: '/', profile: { statusWork } });
const pass = (ms: number): void => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};
const key = (): void => {
  act(() => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
  });
};

/** Answers refreshes, with how long the page says it has not been used. */
function givenRefresh(answer?: () => Response) {
  const told: unknown[] = [];
  given.post('/api/auth/refresh', async ({ request }) => {
    told.push(((await request.json()) as { idleSeconds: number }).idleSeconds);
    return answer?.() ?? { success: true, accessToken: 'next', expiresIn: 900 };
  });
  return told;
}

describe('a page that nobody touches', () => {
  it('is warned about a minute before its session ends, and any key keeps it', async () => {
    const told = givenRefresh();
    open();
    pass(28 * minute);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    pass(minute + 15_000);
    expect(await screen.findByRole('dialog', { name: 'Вы здесь?' })).toHaveTextContent('0:45');

    key();
    await vi.waitFor(() => {
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    });
    // The server learns of it at once: its own last news of use is nearly thirty minutes old.
    await vi.waitFor(() => {
      expect(told).toEqual([0]);
    });
  });

  it('asks the server when the time is over, which ends the session', async () => {
    const told = givenRefresh(() => problem(401, 'session_expired'));
    open();
    pass(30 * minute + 3000);
    await vi.waitFor(() => {
      expect(currentSession()).toEqual({ status: 'signed-out', reason: 'expired' });
    });
    expect(told).toEqual([30 * 60 + 3]);
  });

  it('is in use while its person talks on the phone', () => {
    const told = givenRefresh();
    open('on_call');
    pass(45 * minute);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(Date.now() - useActivity.getState().lastInputAt).toBeLessThanOrEqual(minute);
    expect(told.every((idleSeconds) => idleSeconds === 0)).toBe(true);
  });
});

it('use every minute troubles the server only now and then', async () => {
  const told = givenRefresh();
  open();
  for (let minutes = 0; minutes < 25; minutes += 1) {
    pass(minute);
    key();
    await act(async () => {
      await Promise.resolve();
    });
  }
  await vi.waitFor(() => {
    expect(told.length).toBe(2);
  });
});
