import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Sends pieces of a text as fast as they are taken, and stops reading when nobody takes them any more. */
export async function sendLines(lines: AsyncIterable<string>, target: Writable): Promise<void> {
  for await (const line of lines) {
    if (target.destroyed) return;
    if (!target.write(line)) await untilTaken(target);
  }
  target.end();
}

/** Until there is room again or nobody listens; leaves no listener behind, since a long text waits often. */
async function untilTaken(target: Writable): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    await Promise.race([once(target, 'drain', { signal }), once(target, 'close', { signal })]);
  } finally {
    waiting.abort();
  }
}
