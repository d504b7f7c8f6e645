import { expect, test } from 'vitest';
import { createAccountGate, GAP_MS } from './account-gate.js';

let now = new Date('2026-03-16T09:00:00Z');
const clock = { now: () => now };
const later = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1000);
};

test('requests of one account keep their distance, those of others do not wait', async () => {
  const slept: number[] = [];
  const gate = createAccountGate({
    clock,
    sleep: (ms) => {
      slept.push(ms);
      return Promise.resolve();
    },
  });
  await Promise.all([gate.turn(1), gate.turn(1), gate.turn(1), gate.turn(2)]);
  expect(slept.length).toBeGreaterThanOrEqual(2);
  expect(new Set(slept)).toEqual(new Set([GAP_MS]));
  expect(1000 / GAP_MS).toBeLessThanOrEqual(10);
});

test('a pause ends by itself, and a shorter one does not cut a longer one', () => {
  const gate = createAccountGate({ clock });
  gate.pause(1, 120);
  gate.pause(1, 10);
  later(119);
  expect(gate.pausedUntil(1)).not.toBeNull();
  expect(gate.pausedUntil(2)).toBeNull();
  later(1);
  expect(gate.pausedUntil(1)).toBeNull();
  gate.pause(1, 10);
  expect(gate.pausedUntil(1)?.getTime()).toBe(now.getTime() + 10_000);
});
