import { idleSeconds, useActivity } from './activity';
import { networkProblem, problemOf, isTemporary } from './problem';
import type { ApiProblem } from './problem';
import { currentSession, endSession, startSession, useSessionStore } from './session';

/** The share of a token's life after which a new one is fetched, before anything needs it. */
const refreshAt = 0.8;
const longestPauseMs = 30_000;
/** The server ends a session that it knows unused for thirty minutes, so use after a long pause is told at once. */
const tellUseAfterMs = 10 * 60_000;

let running: Promise<void> | null = null;

/**
 * Fetches a new access token by the cookie. However many callers, one request runs at a time: in this tab by the shared
 * promise, among tabs by a lock, under which a token another tab has just fetched is taken over.
 * Rejects with the problem; only a refused cookie (401, 403) ends the session.
 */
export function refreshSession(): Promise<void> {
  running ??= refreshUnderLock().finally(() => {
    running = null;
  });
  return running;
}

/** Resolves when the token can be used for a request. A token past its life is replaced first. */
export async function ensureFreshToken(): Promise<void> {
  const session = currentSession();
  if (session.status !== 'signed-in' || Date.now() < session.expiresAt) return;
  await refreshSession();
}

/** Fetches each next token ahead of time while there is a session. Returns what stops it. */
export function keepSessionFresh(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const plan = (delayMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      refreshSession().catch((error: unknown) => {
        if (isTemporary(error)) plan(pauseMs((failures += 1)));
      });
    }, delayMs);
  };
  const follow = (): void => {
    const session = currentSession();
    clearTimeout(timer);
    if (session.status !== 'signed-in') return;
    failures = 0;
    plan(Math.max(0, session.issuedAt + (session.expiresAt - session.issuedAt) * refreshAt - Date.now()));
  };

  follow();
  const unsubscribe = useSessionStore.subscribe(follow);
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}

/** Tells the server of use that it would learn of too late by the usual refresh. Returns what stops it. */
export function keepSessionUsed(): () => void {
  let toldUntil = useActivity.getState().lastInputAt;
  const unsubscribes = [
    useSessionStore.subscribe(() => {
      toldUntil = useActivity.getState().lastInputAt;
    }),
    useActivity.subscribe(({ lastInputAt }) => {
      if (currentSession().status !== 'signed-in' || lastInputAt - toldUntil < tellUseAfterMs) return;
      toldUntil = lastInputAt;
      refreshSession().catch(() => undefined);
    }),
  ];
  return () => {
    unsubscribes.forEach((unsubscribe) => {
      unsubscribe();
    });
  };
}

/** Pause before attempt `failures + 1`, in milliseconds: doubling from 1 s to 30 s, half of it random. */
export function pauseMs(failures: number): number {
  const ceiling = Math.min(longestPauseMs, 1000 * 2 ** Math.max(0, failures - 1));
  return ceiling / 2 + Math.random() * (ceiling / 2);
}

async function refreshUnderLock(): Promise<void> {
  const before = currentToken();
  await withLock(async () => {
    const now = currentToken();
    if (now !== null && now !== before) return;
    await requestToken();
  });
}

async function requestToken(): Promise<void> {
  const response = await fetch(`${window.location.origin}/api/auth/refresh`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({ idleSeconds: idleSeconds() }),
  }).catch(() => {
    throw networkProblem();
  });
  if (!response.ok) throw refused(await problemOf(response));
  startSession((await response.json()) as { accessToken: string; expiresIn: number });
}

function refused(problem: ApiProblem): ApiProblem {
  if (problem.status === 401 || problem.status === 403) {
    endSession(currentSession().status === 'signed-in' ? 'expired' : 'none');
  }
  return problem;
}

function currentToken(): string | null {
  const session = currentSession();
  return session.status === 'signed-in' ? session.accessToken : null;
}

/** Web Locks are missing on plain http beyond loopback; the server's grace for a doubled refresh covers that. */
async function withLock(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) {
    await work();
    return;
  }
  await navigator.locks.request('crm-session-refresh', work);
}
