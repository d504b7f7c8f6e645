import { describe, expect, test } from 'vitest';
import {
  closed,
  operatorLeg,
  summaryEvent,
  T0,
  waitingLeg,
  menu,
  answered101,
  ref,
} from '../../../../test/fixtures/mango/events.js';
import { concluded, fold } from '../../../../test/fixtures/mango/fold-raw.js';

describe('a living call', () => {
  test('rings as new, belongs to nobody and counts nothing', () => {
    expect(fold(answered101.slice(0, 1))).toMatchObject({
      status: 'new',
      operator: null,
      ringingExtensions: ['101'],
      talkSeconds: null,
      waitSeconds: null,
      ringSeconds: null,
      isFinal: false,
      hasOpenLeg: true,
      endedAt: null,
    });
  });

  test('is in progress from the answer on, with who answered', () => {
    expect(fold([...menu, ...answered101.slice(0, 2)])).toMatchObject({
      status: 'in_progress',
      operator: ref('101'),
      talkSeconds: null,
      waitSeconds: 12,
      ringSeconds: 7,
      hangupBy: null,
      answeredAt: new Date((T0 + 12) * 1000),
    });
  });

  test('is still in progress on hold and while it waits for its summary', () => {
    const held = operatorLeg('101', [
      ['Appeared', 0],
      ['Connected', 3],
      ['OnHold', 9],
    ]);
    expect(fold(held)).toMatchObject({ status: 'in_progress', holdSeconds: 0, legs: [{ state: 'on_hold' }] });
    expect(fold(answered101)).toMatchObject({
      status: 'in_progress',
      hasOpenLeg: false,
      lastLegClosedAt: new Date((T0 + 72) * 1000),
    });
  });

  test('a connected menu is no answer', () => {
    expect(
      fold(
        waitingLeg('ivr', [
          ['Appeared', 0],
          ['Connected', 1],
        ]),
      ),
    ).toMatchObject({ status: 'new' });
  });

  test('an open leg keeps the call alive even when told to conclude', () => {
    expect(fold(answered101.slice(0, 2), concluded)).toMatchObject({
      status: 'in_progress',
      concludedFrom: null,
    });
  });
});

describe('the order of events', () => {
  test('a lower seq never changes the state, but its time counts', () => {
    const [appeared, connected, disconnected] = answered101;
    const late = fold(
      [disconnected, connected, appeared].flatMap((event) => event ?? []),
      concluded,
    );
    expect(late).toEqual(fold(answered101, concluded));
    expect(late).toMatchObject({ status: 'answered', talkSeconds: 60, legs: [{ state: 'disconnected' }] });
  });

  test('seq counts as a number, beyond 9 too', () => {
    const history = Array.from(
      { length: 12 },
      (_, at) => [at % 2 === 0 ? 'Connected' : 'OnHold', at] as const,
    );
    expect(fold(operatorLeg('101', history)).legs).toMatchObject([{ state: 'on_hold', holdSeconds: 5 }]);
  });

  test('two legs may use one seq', () => {
    const other = operatorLeg('102', [
      ['Appeared', 5],
      ['Disconnected', 12, closed(1182)],
    ]);
    expect(fold([...answered101, ...other, summaryEvent(72, 12)]).legs).toHaveLength(2);
  });

  test('of two events that disagree under one key the later time stays, whichever came first', () => {
    const first = summaryEvent(72, 12);
    const second = summaryEvent(90, 12);
    expect(fold([first, second])).toMatchObject({ talkSeconds: 78 });
    expect(fold([second, first])).toEqual(fold([first, second]));
  });
});

describe('times', () => {
  test('begin with the summary’s create_time, else with the earliest event', () => {
    expect(fold(answered101).startedAt).toEqual(new Date((T0 + 5) * 1000));
    expect(fold([...answered101, summaryEvent(72, 12)]).startedAt).toEqual(new Date(T0 * 1000));
  });

  test('are cleared of the offset of the account’s clock', () => {
    const call = fold([...answered101, summaryEvent(72, 12)], { clockOffsetSeconds: 10_800 });
    expect(call).toMatchObject({
      startedAt: new Date((T0 - 10_800) * 1000),
      talkSeconds: 60,
      legs: [{ appearedAt: new Date((T0 + 5 - 10_800) * 1000) }],
    });
  });

  test('may be missing altogether without harm', () => {
    const timeless = answered101.map(({ path, payload }) => ({
      path,
      payload: { ...payload, timestamp: undefined },
    }));
    const call = fold(timeless, concluded);
    expect(call).toMatchObject({ startedAt: null, answeredAt: null, talkSeconds: null, status: 'answered' });
    expect(call.legs).toMatchObject([{ talkSeconds: 0, holdSeconds: 0 }]);
  });

  test('that run backwards never make a negative length', () => {
    const backwards = operatorLeg('101', [
      ['Appeared', 50],
      ['Connected', 40],
      ['Disconnected', 10],
    ]);
    const call = fold([...backwards, summaryEvent(5, 12)]);
    expect([call.talkSeconds, call.ringSeconds, call.waitSeconds, call.legs[0]?.talkSeconds]).toEqual([
      0, 0, 12, 0,
    ]);
  });
});
