import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Sends pieces of a text as fast as they are taken, and stops reading when nobody takes them any more. */
export async function sendLines(lines: AsyncIterable<string>, target: Writable): Promise<void> {
  for await (const line of lines) {
    if (target.destroyed) return;
    if (!target.write(line)) await Promise.race([once(target, 'drain'), once(target, 'close')]);
  }
  target.end();
}
