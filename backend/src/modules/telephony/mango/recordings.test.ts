import { describe, expect, test } from 'vitest';
import {
  answered101,
  menu,
  summaryEvent,
  T0,
  type RawEvent,
} from '../../../../test/fixtures/mango/events.js';
import { fold } from '../../../../test/fixtures/mango/fold-raw.js';
import { readMangoEvent } from './event.js';
import { foldCall } from './fold.js';

describe('recordings', () => {
  const process = (id: string, ...states: [string, object?][]): RawEvent[] =>
    states.map(([state, more], at) => ({
      path: 'events/recording',
      payload: {
        recording_id: id,
        seq: at + 1,
        recording_state: state,
        entry_id: 'entry-1',
        timestamp: T0 + at,
        ...more,
      },
    }));
  const added = {
    path: 'events/record/added',
    payload: { recording_id: 'r1', entry_id: 'entry-1', timestamp: T0 + 99 },
  };

  test.each([
    ['recording', false, [['Started'], ['Continued']]],
    ['stored', true, [['Started'], ['Completed', { completion_code: 1000, recipient: 'Cloud' }]]],
    ['stored', true, [['Started'], ['Completed', { completion_code: '1000', recipient: 'CloudAndMail' }]]],
    ['finished', false, [['Started'], ['Completed', { completion_code: 1000 }]]],
    ['discarded', false, [['Started'], ['Completed', { completion_code: 1000, recipient: 'Mail' }]]],
    ['discarded', false, [['Started'], ['Completed', { completion_code: 4002 }]]],
    ['discarded', false, [['Started'], ['Completed', { completion_code: 2240 }]]],
  ] as [string, boolean, [string, object?][]][])('is %s, kept: %s', (state, isStored, states) => {
    const call = fold([...answered101, ...process('r1', ...states)]);
    expect(call).toMatchObject({ hasRecording: isStored, recordings: [{ state, isStored }] });
  });

  test('may belong to a missed call, and is there when the cloud says so', () => {
    expect(fold([...menu, summaryEvent(5, null), added])).toMatchObject({
      status: 'missed',
      hasRecording: true,
      recordings: [{ recordingId: 'r1', state: 'ready', readyAt: new Date((T0 + 99) * 1000) }],
    });
  });

  test('make no call by themselves', () => {
    const reading = readMangoEvent(added.path, JSON.stringify(added.payload));
    expect(foldCall(reading.ok ? [reading.event] : [])).toBeNull();
    expect(foldCall([])).toBeNull();
  });
});
