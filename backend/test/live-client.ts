import { createParser } from 'eventsource-parser';

export interface LiveMessage {
  readonly id: string | undefined;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface LiveClient {
  readonly status: number;
  readonly messages: readonly LiveMessage[];
  /** Resolves once the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

export interface LiveClientOptions {
  readonly url: string;
  readonly token: string;
  readonly lastEventId?: string;
}

/** Reads the stream of live events as a page does; resolves once the server says `ready`. */
export async function openLive({ url, token, lastEventId }: LiveClientOptions): Promise<LiveClient> {
  const abort = new AbortController();
  const messages: LiveMessage[] = [];
  const response = await fetch(`${url}/api/events`, {
    signal: abort.signal,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
    },
  });
  let tellReady = (): void => undefined;
  const ready = new Promise<void>((resolve) => (tellReady = resolve));
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      messages.push({ id, type: event ?? 'message', data: JSON.parse(data) as LiveMessage['data'] });
      if (event === 'ready') tellReady();
    },
  });
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) parser.feed(decoder.decode(chunk, { stream: true }));
  };
  const ended = read().catch(() => undefined);
  if (response.ok) await ready;
  return { status: response.status, messages, ended, close: () => abort.abort() };
}
