import { describe, expect, test } from 'vitest';
import { createLanes, LateError } from './lanes.js';
import type { ReceivedEvent } from './received-event.js';

const event = (body: string): ReceivedEvent => ({
  organizationId: 1,
  provider: 'test',
  path: 'x',
  raw: Buffer.from(body),
  receivedAt: null,
});

/** A lane that works until it is let go. */
function createGate() {
  const batches: string[][] = [];
  const releases: (() => void)[] = [];
  return {
    batches,
    insert: (events: readonly ReceivedEvent[]) => {
      batches.push(events.map(({ raw }) => raw.toString()));
      return new Promise<void>((resolve) => releases.push(resolve));
    },
    release: () => {
      for (const release of releases.splice(0)) release();
    },
  };
}

describe('lanes', () => {
  test('what comes while all lanes work waits and is stored together', async () => {
    const gate = createGate();
    const lanes = createLanes({ insert: gate.insert, laneCount: 1, batchSize: 100, budgetMs: 60_000 });
    const first = lanes.add(event('1'));
    await expect.poll(() => gate.batches).toEqual([['1']]);
    const others = [lanes.add(event('2')), lanes.add(event('3'))];
    expect(lanes.waiting).toBe(2);
    gate.release();
    await first;
    await expect.poll(() => gate.batches).toEqual([['1'], ['2', '3']]);
    gate.release();

    await Promise.all(others);
    expect(lanes.waiting).toBe(0);
  });

  test('no batch is larger than allowed', async () => {
    const sizes: number[] = [];
    const insert = (events: readonly ReceivedEvent[]): Promise<void> => {
      sizes.push(events.length);
      return Promise.resolve();
    };
    const lanes = createLanes({ insert, laneCount: 2, batchSize: 3, budgetMs: 60_000 });
    await Promise.all(Array.from({ length: 10 }, (_, index) => lanes.add(event(String(index)))));

    expect(Math.max(...sizes)).toBe(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(10);
  });

  test('what waits longer than its budget is given back', async () => {
    const gate = createGate();
    const lanes = createLanes({ insert: gate.insert, laneCount: 1, batchSize: 1, budgetMs: 20 });
    const first = lanes.add(event('1'));

    await expect(lanes.add(event('2'))).rejects.toBeInstanceOf(LateError);
    gate.release();
    await first;
    expect(gate.batches).toEqual([['1']]);
  });

  test('a failed batch fails those who are in it, and the next one is tried', async () => {
    let isBroken = true;
    const insert = () => (isBroken ? Promise.reject(new Error('away')) : Promise.resolve());
    const lanes = createLanes({ insert, laneCount: 1, batchSize: 10, budgetMs: 60_000 });

    await expect(lanes.add(event('1'))).rejects.toThrow('away');
    isBroken = false;
    await lanes.add(event('2'));
  });
});
