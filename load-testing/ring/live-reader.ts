/** A message of the stream of live events, in the moment it came. */
export interface LiveMessage {
  readonly type: string;
  readonly data: unknown;
  /** `performance.now()`. */
  readonly at: number;
}

/** Opens the stream as a page does and tells of each message; resolves once the server says `ready`. Returns the function that ends it. */
export async function readLive(
  { url, token }: { readonly url: string; readonly token: string },
  onMessage: (message: LiveMessage) => void,
): Promise<() => void> {
  const abort = new AbortController();
  const response = await fetch(`${url}/api/events`, {
    signal: abort.signal,
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!response.ok || !response.body) throw new Error(`The stream answers ${String(response.status)}`);
  const { body } = response;
  await new Promise<void>((resolve, reject) => {
    const read = async (): Promise<void> => {
      for await (const message of messagesOf(body)) {
        if (message.type === 'ready') resolve();
        onMessage(message);
      }
    };
    read().catch((error: unknown) => {
      if (!abort.signal.aborted) reject(error instanceof Error ? error : new Error(String(error)));
    });
  });
  return () => {
    abort.abort();
  };
}

async function* messagesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<LiveMessage> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    const at = performance.now();
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [type, data] = [/^event: (.*)$/m.exec(block)?.[1], /^data: (.*)$/m.exec(block)?.[1]];
      if (type !== undefined && data !== undefined) yield { type, data: JSON.parse(data) as unknown, at };
    }
  }
}
