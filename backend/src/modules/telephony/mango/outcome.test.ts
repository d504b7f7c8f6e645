import { describe, expect, test } from 'vitest';
import {
  closed,
  employee,
  operatorLeg,
  summaryEvent,
  T0,
  waitingLeg,
  menu,
  ref,
  type RawEvent,
} from '../../../../test/fixtures/mango/events.js';
import { concluded, fold } from '../../../../test/fixtures/mango/fold-raw.js';

describe('an inbound call without a talk', () => {
  const queue = waitingLeg('queue', [
    ['Appeared', 5],
    ['Disconnected', 40, closed(1163)],
  ]);
  const rang = operatorLeg('101', [
    ['Appeared', 6],
    ['Disconnected', 40, closed(1111)],
  ]);
  const cases: [string, RawEvent[], object][] = [
    [
      'left in the menu',
      [...menu, summaryEvent(40, null)],
      { missedReason: 'ivr', ringSeconds: 0, queuedAt: null },
    ],
    [
      'left while waiting',
      [...menu, ...queue, summaryEvent(40, null)],
      { missedReason: 'queue', missedBy: [], groupExtension: '500' },
    ],
    [
      'rang at an operator',
      [...menu, ...queue, ...rang, summaryEvent(40, null)],
      { missedReason: 'ringing', missedBy: [ref('101')], ringSeconds: 34 },
    ],
    [
      'came off schedule',
      [...menu, summaryEvent(40, null, { to: employee('104'), disconnect_reason: 1191 })],
      { missedReason: 'schedule', missedBy: [] },
    ],
    [
      'met a busy operator',
      [
        ...operatorLeg('101', [
          ['Appeared', 0],
          ['Disconnected', 1, closed(1121)],
        ]),
        summaryEvent(1, null, { disconnect_reason: 1121, entry_result: 1 }),
      ],
      { missedReason: 'ringing' },
    ],
  ];

  test.each(cases)('that %s is missed and belongs to nobody', (_name, events, wanted) => {
    const call = fold(events);
    expect(call).toMatchObject({
      status: 'missed',
      operator: null,
      finalOperator: null,
      talkSeconds: 0,
      ...wanted,
    });
    expect(call.waitSeconds).toBe((events.at(-1)?.payload['end_time'] as number) - T0);
  });

  test('counts the wait of the queue from the entry into it', () => {
    expect(fold([...menu, ...queue, summaryEvent(40, null)]).queuedAt).toEqual(new Date((T0 + 5) * 1000));
  });

  test.each([
    ['ringing', { to: employee('101') }],
    ['queue', { to: { extension: '500' } }],
    ['queue', { disconnect_reason: 1163 }],
    ['schedule', { to: employee('101'), disconnect_reason: 1193 }],
    ['ivr', {}],
  ])('of which only the summary is left is missed for %s', (missedReason, more) => {
    const call = fold([summaryEvent(30, null, more)]);
    expect(call).toMatchObject({ status: 'missed', missedReason, talkSeconds: 0, waitSeconds: 30, legs: [] });
    expect(call.missedBy).toEqual(missedReason === 'ringing' ? [ref('101')] : []);
  });

  test('left in the menu whatever the code, as long as the menu was seen', () => {
    expect(fold([...menu, summaryEvent(5, null, { disconnect_reason: 1163 })])).toMatchObject({
      missedReason: 'ivr',
    });
  });

  test('believes the summary’s time of forwarding only of an answered call', () => {
    const forward = { forward_time: T0 + 4, to: employee('101') };
    expect(fold([summaryEvent(30, null, forward)]).queuedAt).toBeNull();
    expect(fold([summaryEvent(30, 12, forward)]).queuedAt).toEqual(new Date((T0 + 4) * 1000));
  });

  test('a lone extension is an employee when our list says so', () => {
    const events = [summaryEvent(30, null, { to: { extension: '101' } })];
    expect(fold(events, { employeeExtensions: new Set(['101']) })).toMatchObject({ missedReason: 'ringing' });
    expect(fold(events, { employeeExtensions: new Set(['102']) })).toMatchObject({ missedReason: 'queue' });
  });

  test('is concluded from its legs when no summary comes, and corrected when it comes', () => {
    const events = [...menu, ...rang];
    expect(fold(events)).toMatchObject({ status: 'new' });
    expect(fold(events, concluded)).toMatchObject({
      status: 'missed',
      concludedFrom: 'legs',
      isFinal: false,
    });
    expect(fold([...events, summaryEvent(50, 12, { to: employee('102') })], concluded)).toMatchObject({
      status: 'answered',
      operator: ref('102'),
      concludedFrom: 'summary',
      isFinal: true,
    });
  });
});
