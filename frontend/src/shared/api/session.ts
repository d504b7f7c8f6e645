import { create } from 'zustand';

/** Why there is no session: `expired` is told to the person on the sign-in page, `left` is his own doing. */
export type SignedOutReason = 'none' | 'expired' | 'left';

type Session =
  | { status: 'unknown' }
  | { status: 'signed-in'; accessToken: string; issuedAt: number; expiresAt: number }
  | { status: 'signed-out'; reason: SignedOutReason };

interface SessionStore {
  session: Session;
}

/** The access token lives here and nowhere else: never in storage, never in a URL. Times are `Date.now()`. */
export const useSessionStore = create<SessionStore>(() => ({ session: { status: 'unknown' } }));

/** What the other tabs of this browser are told. */
type SessionNews =
  | { kind: 'token'; accessToken: string; issuedAt: number; expiresAt: number }
  | { kind: 'signed-out'; reason: SignedOutReason };

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('crm-session');
channel?.addEventListener('message', ({ data: news }: MessageEvent<SessionNews>) => {
  if (news.kind === 'signed-out') {
    useSessionStore.setState({ session: { status: 'signed-out', reason: news.reason } });
    return;
  }
  const before = currentSession();
  const { accessToken, issuedAt, expiresAt } = news;
  // What this tab shows belongs to somebody else: begin anew rather than act for one person on another's screen.
  if (before.status === 'signed-in' && personOf(before.accessToken) !== personOf(accessToken))
    window.location.reload();
  useSessionStore.setState({ session: { status: 'signed-in', accessToken, issuedAt, expiresAt } });
});

export function currentSession(): Session {
  return useSessionStore.getState().session;
}

/** Takes a fresh token, here and in the other tabs. */
export function startSession({ accessToken, expiresIn }: { accessToken: string; expiresIn: number }): void {
  const issuedAt = Date.now();
  const expiresAt = issuedAt + expiresIn * 1000;
  useSessionStore.setState({ session: { status: 'signed-in', accessToken, issuedAt, expiresAt } });
  tellOtherTabs({ kind: 'token', accessToken, issuedAt, expiresAt });
}

/** Forgets the token, here and in the other tabs. */
export function endSession(reason: SignedOutReason): void {
  useSessionStore.setState({ session: { status: 'signed-out', reason } });
  tellOtherTabs({ kind: 'signed-out', reason });
}

function tellOtherTabs(news: SessionNews): void {
  channel?.postMessage(news);
}

/** The employment a token is for (claim `oid`); null when it cannot be read. */
function personOf(accessToken: string): unknown {
  try {
    const [, payload = ''] = accessToken.split('.');
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return (claims as { oid?: unknown }).oid ?? null;
  } catch {
    return null;
  }
}
