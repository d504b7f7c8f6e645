import { publish } from './live-bus';
import { toLiveEvent } from './live-event';
import { setLineStatus, useLiveLine } from './live-line';
import type { LiveLine } from './live-line';
import { readLiveStream } from './live-stream';
import type { StreamMessage } from './live-stream';

const latencyEveryMs = 20_000;

/** What the tab that reads the stream tells the others; `ask` is a new tab's question how things stand. */
type LiveNews =
  | { kind: 'message'; message: StreamMessage }
  | { kind: 'line'; line: LiveLine; lastEventId: string | null }
  | { kind: 'ask' };

/**
 * Starts live events for this tab. Of all tabs of the browser one reads the stream and passes it on: over HTTP/1.1 a
 * browser holds six connections to a server, and six tabs with a stream each would stop every request. When the
 * reading tab closes, the next one takes over from the last event seen. Returns what ends it.
 */
export function startLiveEvents(): () => void {
  const stop = new AbortController();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('crm-live-events');
  let lastEventId: string | null = null;

  const take = (message: StreamMessage): void => {
    if (message.id !== null) lastEventId = message.id;
    const event = toLiveEvent(message.data);
    if (event !== null) publish(event);
  };
  channel?.addEventListener('message', ({ data: news }: MessageEvent<LiveNews>) => {
    if (news.kind === 'message') take(news.message);
    if (news.kind !== 'line') return;
    lastEventId = news.lastEventId;
    useLiveLine.setState(news.line);
  });
  const read = async (): Promise<void> => {
    if (channel !== null) shareLine(channel, () => lastEventId, stop.signal);
    measureLatency(stop.signal);
    await readLiveStream({
      lastEventId: () => lastEventId,
      onMessage: (message) => {
        take(message);
        channel?.postMessage({ kind: 'message', message } satisfies LiveNews);
      },
      onStatus: setLineStatus,
      signal: stop.signal,
    });
  };

  setLineStatus('connecting');
  channel?.postMessage({ kind: 'ask' } satisfies LiveNews);
  void asOnlyReader(read, stop.signal);
  return () => {
    stop.abort();
    channel?.close();
    setLineStatus('idle');
  };
}

/** Without Web Locks (plain http beyond loopback) every tab reads for itself. */
async function asOnlyReader(read: () => Promise<void>, signal: AbortSignal): Promise<void> {
  if (!('locks' in navigator)) {
    await read();
    return;
  }
  await navigator.locks.request('crm-live-events', { signal }, read).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** Tells the other tabs how the line stands, on each change and when one asks. */
function shareLine(channel: BroadcastChannel, lastEventId: () => string | null, signal: AbortSignal): void {
  const tell = (): void => {
    channel.postMessage({
      kind: 'line',
      line: useLiveLine.getState(),
      lastEventId: lastEventId(),
    } satisfies LiveNews);
  };
  const answer = ({ data: news }: MessageEvent<LiveNews>): void => {
    if (news.kind === 'ask') tell();
  };
  channel.addEventListener('message', answer);
  signal.addEventListener('abort', useLiveLine.subscribe(tell));
}

/** Times a tiny request while the line is open; a failed one changes nothing, the stream itself notices a lost line. */
function measureLatency(signal: AbortSignal): void {
  const measure = async (): Promise<void> => {
    const startedAt = performance.now();
    const response = await fetch(`${window.location.origin}/api/health/live`, { cache: 'no-store', signal });
    if (response.ok) useLiveLine.setState({ latencyMs: Math.round(performance.now() - startedAt) });
  };
  const tryMeasure = (): void => {
    if (useLiveLine.getState().status === 'open') measure().catch(() => undefined);
  };
  const timer = setInterval(tryMeasure, latencyEveryMs);
  const unsubscribe = useLiveLine.subscribe((line, before) => {
    if (line.status !== before.status) tryMeasure();
  });
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    unsubscribe();
  });
}
