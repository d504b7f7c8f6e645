import { expect, test } from 'vitest';
import { stepByCalls, type CallStep, type StatusWork } from './presence.rules.js';

const TABLE: readonly (readonly [StatusWork, talking: CallStep | null, silent: CallStep | null])[] = [
  ['offline', null, null],
  ['online', 'call_started', null],
  ['break', 'call_started', null],
  ['on_call', null, 'call_ended'],
  ['wrap_up', 'call_started', null],
];

test.each(TABLE)('%s: talking leads to %s, silence to %s', (state, talking, silent) => {
  expect([stepByCalls(state, true), stepByCalls(state, false)]).toEqual([talking, silent]);
});
