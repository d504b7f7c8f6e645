import { createParser } from 'eventsource-parser';
import { authorizedFetch } from '../client';
import { problemOf } from '../problem';
import { pauseMs } from '../refresh';
import { currentSession } from '../session';

/** The server writes something at least every 15 s; a line silent for three times that is dead. */
const silenceMs = 45_000;

export interface StreamMessage {
  id: string | null;
  data: string;
}

interface StreamOptions {
  /** Resumes after this event. */
  lastEventId: () => string | null;
  onMessage: (message: StreamMessage) => void;
  onStatus: (status: 'connecting' | 'open' | 'waiting' | 'offline') => void;
  signal: AbortSignal;
}

/**
 * Reads the stream of live events until the signal or the end of the session; comes back by itself with the last id.
 * Read by `fetch`: `EventSource` cannot carry the token in a header, and a token in the address would land in logs.
 */
export async function readLiveStream(options: StreamOptions): Promise<void> {
  let failures = 0;
  options.onStatus('connecting');
  while (!isOver(options.signal)) {
    const opened = await readOnce(options).catch(() => false);
    if (isOver(options.signal)) return;
    failures = opened ? 0 : failures + 1;
    // A stream that was open ended because its token did: come back at once, in any order among the tabs.
    if (opened) await pause(Math.random() * 300, options.signal);
    else await waitForNext(failures, options);
  }
}

function isOver(signal: AbortSignal): boolean {
  return signal.aborted || currentSession().status === 'signed-out';
}

/** Resolves with whether the stream had opened, once it is closed by either side. */
async function readOnce({ lastEventId, onMessage, onStatus, signal }: StreamOptions): Promise<boolean> {
  const silence = new AbortController();
  const id = lastEventId();
  const response = await authorizedFetch(
    new Request(`${window.location.origin}/api/events`, {
      headers: { Accept: 'text/event-stream', ...(id === null ? {} : { 'Last-Event-ID': id }) },
      cache: 'no-store',
      signal: AbortSignal.any([signal, silence.signal]),
    }),
  );
  if (!response.ok || response.body === null) throw await problemOf(response);
  onStatus('open');
  const parser = createParser({
    onEvent: (event) => {
      onMessage({ id: event.id ?? null, data: event.data });
    },
  });
  await feed(response.body, parser.feed.bind(parser), silence).catch(() => undefined);
  return true;
}

async function feed(
  body: ReadableStream<Uint8Array>,
  take: (text: string) => void,
  silence: AbortController,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  try {
    for (;;) {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => {
        silence.abort();
      }, silenceMs);
      const { done, value } = await reader.read();
      if (done) return;
      take(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(watchdog);
  }
}

async function waitForNext(failures: number, { onStatus, signal }: StreamOptions): Promise<void> {
  const offline = !navigator.onLine;
  onStatus(offline ? 'offline' : 'waiting');
  const network = new AbortController();
  const wake = (): void => {
    network.abort();
  };
  window.addEventListener('online', wake);
  await pause(pauseMs(failures), AbortSignal.any([signal, network.signal]));
  window.removeEventListener('online', wake);
}

/** Resolves after the pause, or at once when the signal says so. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
