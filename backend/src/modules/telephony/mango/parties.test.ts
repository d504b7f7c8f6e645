import { describe, expect, test } from 'vitest';
import {
  client,
  closed,
  employee,
  legEvents,
  LINE,
  menu,
  operatorLeg,
  summaryEvent,
  waitingLeg,
  ref,
} from '../../../../test/fixtures/mango/events.js';
import { concluded, fold } from '../../../../test/fixtures/mango/fold-raw.js';

describe('who the client and the operator are', () => {
  test('a hidden caller has no number, and the call is kept', () => {
    const hidden = operatorLeg(
      '101',
      [
        ['Appeared', 0],
        ['Connected', 2],
        ['Disconnected', 9],
      ],
      { from: {} },
    );
    const call = fold([...hidden, summaryEvent(9, 2, { from: {}, to: employee('101') })]);
    expect(call).toMatchObject({ clientNumber: null, status: 'answered', operator: ref('101') });
  });

  test.each(['sip:client@elsewhere.example', 'anonymous', LINE, '+7 (495) 000-01-01'])(
    '%s is no client number',
    (number) => {
      expect(fold(operatorLeg('101', [['Appeared', 0]], { from: { number } })).clientNumber).toBeNull();
    },
  );

  test('an employee without an extension is known by his SIP address', () => {
    const to = { number: 'sip:op7@vpbx.example', line_number: LINE };
    const call = fold(
      operatorLeg(
        '7',
        [
          ['Appeared', 0],
          ['Connected', 4],
        ],
        { to, location: undefined },
      ),
    );
    expect(call).toMatchObject({
      operator: { extension: null, sip: 'sip:op7@vpbx.example' },
      status: 'in_progress',
    });
  });

  test('a call passed by route keeps its direction though the leg bears a command', () => {
    const routed = operatorLeg('101', [['Appeared', 5]], {
      from: { ...client, taken_from_call_id: 'leg-ivr' },
      command_id: 'crm-route-1',
    });
    expect(fold([...menu, ...routed])).toMatchObject({ direction: 'inbound', callbackCommandId: null });
  });

  test('the first answer is the summary’s when its leg was lost', () => {
    const second = operatorLeg(
      '102',
      [
        ['Appeared', 30],
        ['Connected', 40],
        ['Disconnected', 60],
      ],
      { transfer: 'blind' },
    );
    expect(fold([...second, summaryEvent(60, 12, { to: employee('101') })])).toMatchObject({
      operator: ref('101'),
      finalOperator: ref('102'),
      waitSeconds: 12,
    });
  });

  test('a group never answers', () => {
    const queue = waitingLeg('queue', [
      ['Appeared', 5],
      ['Disconnected', 9],
    ]);
    const to = { extension: '500', number: LINE };
    expect(fold([...queue, summaryEvent(60, 12, { to })])).toMatchObject({
      status: 'answered',
      operator: null,
    });
  });

  test('a leg named before its line or place is told is an employee’s', () => {
    const bare = legEvents('x', { location: undefined, from: client, to: { extension: '101' } }, [
      ['Appeared', 0],
    ]);
    expect(fold(bare).legs).toMatchObject([{ kind: 'abonent', extension: '101' }]);
  });
});

describe('internal calls', () => {
  const between = (...history: Parameters<typeof operatorLeg>[1]) =>
    legEvents('leg-in', { from: employee('101'), to: employee('102') }, history);

  test('belong to the called and have no client', () => {
    const events = between(['Appeared', 0], ['Connected', 3], ['Disconnected', 23, closed(1110)]);
    expect(fold(events, concluded)).toMatchObject({
      direction: 'internal',
      status: 'answered',
      operator: ref('102'),
      caller: ref('101'),
      clientNumber: null,
      line: null,
      talkSeconds: 20,
      waitSeconds: null,
    });
  });

  test('end as no_answer whatever the code', () => {
    expect(fold(between(['Appeared', 0], ['Disconnected', 9, closed(1121)]), concluded)).toMatchObject({
      status: 'no_answer',
      missedReason: null,
      operator: ref('102'),
      talkSeconds: 0,
      missedBy: [],
    });
  });
});
