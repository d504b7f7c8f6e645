import { HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildProfile, given, problem } from '@/shared/testing';
import { api, unwrap } from './client';
import { ApiProblem } from './problem';
import { keepSessionFresh, refreshSession } from './refresh';
import { currentSession, startSession, useSessionStore } from './session';

const profileAnswer = () => ({ success: true as const, data: buildProfile() });

/** Answers each refresh with the next token and counts them. */
function givenTokens(expiresIn = 900) {
  const asked = { times: 0 };
  given.post('/api/auth/refresh', () => {
    asked.times += 1;
    return { success: true, accessToken: `token-${String(asked.times)}`, expiresIn };
  });
  return asked;
}

function signInWithDeadToken(): void {
  useSessionStore.setState({
    session: { status: 'signed-in', accessToken: 'dead', issuedAt: 0, expiresAt: Date.now() - 1 },
  });
}

const getProfile = () => unwrap(api.GET('/api/auth/profile'));

describe('a request with a session', () => {
  it('carries the token and the language', async () => {
    startSession({ accessToken: 'good', expiresIn: 900 });
    given.get('/api/auth/profile', ({ request }) => {
      expect(request.headers.get('Authorization')).toBe('Bearer good');
      expect(request.headers.get('Accept-Language')).toBe('ru');
      return profileAnswer();
    });
    await expect(getProfile()).resolves.toMatchObject({ data: { login: 'anna.vlasova' } });
  });

  it('fetches one new token for many requests whose token is over', async () => {
    signInWithDeadToken();
    const refreshes = givenTokens();
    const tokens: (string | null)[] = [];
    given.get('/api/auth/profile', ({ request }) => {
      tokens.push(request.headers.get('Authorization'));
      return profileAnswer();
    });

    await Promise.all([getProfile(), getProfile(), getProfile(), getProfile(), getProfile()]);

    expect(refreshes.times).toBe(1);
    expect(tokens).toEqual(Array.from({ length: 5 }, () => 'Bearer token-1'));
  });

  it('repeats a refused request once with a new token, its body included', async () => {
    startSession({ accessToken: 'revoked', expiresIn: 900 });
    const refreshes = givenTokens();
    const bodies: unknown[] = [];
    given.patch('/api/auth/profile', async ({ request }) => {
      bodies.push(await request.json());
      return request.headers.get('Authorization') === 'Bearer token-1'
        ? profileAnswer()
        : problem(401, 'session_expired');
    });

    await unwrap(api.PATCH('/api/auth/profile', { body: { name: 'Анна' } }));

    expect(refreshes.times).toBe(1);
    expect(bodies).toEqual([{ name: 'Анна' }, { name: 'Анна' }]);
  });

  it('ends the session when the cookie is refused too', async () => {
    startSession({ accessToken: 'revoked', expiresIn: 900 });
    given.get('/api/auth/profile', () => problem(401, 'session_expired'));
    given.post('/api/auth/refresh', () => problem(401, 'session_expired'));

    await expect(getProfile()).rejects.toMatchObject({ code: 'session_expired', status: 401 });
    expect(currentSession()).toEqual({ status: 'signed-out', reason: 'expired' });
  });

  it.each([
    ['the server is starting', () => problem(503, 'not_ready')],
    ['the network is gone', () => HttpResponse.error()],
  ])('stays signed in while %s', async (_case, answer) => {
    signInWithDeadToken();
    given.post('/api/auth/refresh', answer);

    await expect(getProfile()).rejects.toBeInstanceOf(ApiProblem);
    expect(currentSession().status).toBe('signed-in');
  });

  it('asks again after a failed refresh', async () => {
    signInWithDeadToken();
    given.post('/api/auth/refresh', () => problem(503, 'not_ready'));
    await expect(refreshSession()).rejects.toMatchObject({ status: 503 });

    givenTokens();
    await refreshSession();
    expect(currentSession()).toMatchObject({ status: 'signed-in', accessToken: 'token-1' });
  });
});

describe('a session kept fresh', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('takes the next token at four fifths of the life of the last one', async () => {
    const refreshes = givenTokens(900);
    startSession({ accessToken: 'first', expiresIn: 900 });
    const stop = keepSessionFresh();

    await vi.advanceTimersByTimeAsync(719_000);
    expect(refreshes.times).toBe(0);
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.waitFor(() => {
      expect(currentSession()).toMatchObject({ accessToken: 'token-1' });
    });
    stop();
  });

  it('backs off while the server is away and comes back by itself', async () => {
    const attempts = { times: 0 };
    given.post('/api/auth/refresh', () => {
      attempts.times += 1;
      if (attempts.times < 3) return problem(503, 'overloaded');
      return { success: true, accessToken: 'late', expiresIn: 900 };
    });
    startSession({ accessToken: 'first', expiresIn: 900 });
    const stop = keepSessionFresh();

    await vi.advanceTimersByTimeAsync(720_000);
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(1_000);
      expect(currentSession()).toMatchObject({ accessToken: 'late' });
    });
    expect(attempts.times).toBe(3);
    stop();
  });
});
