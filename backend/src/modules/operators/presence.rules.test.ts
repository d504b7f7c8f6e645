import { describe, expect, test } from 'vitest';
import { afterStep, type Presence, type PresenceStep } from './presence.rules.js';

const state = (
  statusWork: Presence['statusWork'],
  statusWorkNext: Presence['statusWorkNext'] = null,
): Presence => ({
  statusWork,
  statusWorkNext,
});

describe('presence after a step', () => {
  test.each<[string, Presence, PresenceStep, Presence]>([
    [
      'what is chosen holds at once',
      state('offline'),
      { kind: 'chosen', statusWork: 'online' },
      state('online'),
    ],
    [
      'during a call it waits',
      state('on_call'),
      { kind: 'chosen', statusWork: 'break' },
      state('on_call', 'break'),
    ],
    [
      'the last choice during a call counts',
      state('on_call', 'break'),
      { kind: 'chosen', statusWork: 'offline' },
      state('on_call', 'offline'),
    ],
    [
      'a choice ends the wrap-up',
      state('wrap_up', 'break'),
      { kind: 'chosen', statusWork: 'online' },
      state('online'),
    ],
    ['a call begins', state('online'), { kind: 'call_started' }, state('on_call')],
    [
      'a call in the wrap-up keeps what was chosen',
      state('wrap_up', 'break'),
      { kind: 'call_started' },
      state('on_call', 'break'),
    ],
    [
      'a call ends in the wrap-up',
      state('on_call', 'break'),
      { kind: 'call_ended' },
      state('wrap_up', 'break'),
    ],
    [
      'the end of a call he is not in changes nothing',
      state('break'),
      { kind: 'call_ended' },
      state('break'),
    ],
    [
      'after the wrap-up comes what was chosen',
      state('wrap_up', 'break'),
      { kind: 'wrap_up_ended' },
      state('break'),
    ],
    ['or what was before the call', state('wrap_up'), { kind: 'wrap_up_ended' }, state('online')],
    [
      'the end of a wrap-up that is over changes nothing',
      state('on_call'),
      { kind: 'wrap_up_ended' },
      state('on_call'),
    ],
    ['who signs off is offline', state('on_call', 'break'), { kind: 'signed_off' }, state('offline')],
  ])('%s', (_, presence, step, expected) => {
    expect(afterStep(presence, step, 'online')).toMatchObject(expected);
  });
});
