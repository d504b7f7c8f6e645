import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { sendLines } from './send-lines.js';

async function* lines(
  count: number,
  onRead: (line: number) => void = () => undefined,
): AsyncGenerator<string> {
  for (let line = 0; line < count; line += 1) {
    onRead(line);
    yield await Promise.resolve(`line ${String(line)}\n`);
  }
}

/** Takes one line at a time, each a moment later. */
function createSlowTarget(taken: string[]): Writable {
  return new Writable({
    highWaterMark: 1,
    write: (chunk: Buffer, _, done) => {
      taken.push(chunk.toString());
      setImmediate(done);
    },
  });
}

test('a long text goes out whole and leaves no listener behind', async () => {
  const taken: string[] = [];
  const target = createSlowTarget(taken);
  await sendLines(lines(100), target);
  expect(taken).toHaveLength(100);
  for (const event of ['drain', 'close', 'error']) expect(target.listenerCount(event)).toBe(0);
});

test('nothing more is read when nobody listens any more', async () => {
  const target = createSlowTarget([]);
  let read = 0;
  await sendLines(
    lines(100, (line) => {
      read = line;
      if (line === 10) target.destroy();
    }),
    target,
  );
  expect(read).toBeLessThan(15);
});
