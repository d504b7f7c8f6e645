import { describe, expect, test } from 'vitest';
import {
  client,
  CLIENT,
  closed,
  employee,
  legEvents,
  LINE,
  operatorLeg,
  summaryEvent,
  ref,
} from '../../../../test/fixtures/mango/events.js';
import { concluded, fold } from '../../../../test/fixtures/mango/fold-raw.js';

describe('outbound calls', () => {
  const command = { command_id: 'crm-cb-1', callback_initiator: 'API' };
  const ring = (...history: Parameters<typeof operatorLeg>[1]) => operatorLeg('101', history, command);
  const dialled = (code: number) =>
    legEvents(
      'leg-client',
      { from: { ...employee('101'), taken_from_call_id: 'leg-101' }, to: client, ...command },
      [
        ['Appeared', 6],
        ['Disconnected', 20, closed(code)],
      ],
    );
  const told = (code: number) =>
    summaryEvent(20, null, { call_direction: 2, from: employee('101'), to: client, disconnect_reason: code });
  const pickedUp = ring(['Appeared', 0], ['Connected', 4], ['Disconnected', 6, closed(1000)]);

  test.each([
    [1121, 'busy'],
    [1111, 'no_answer'],
    [1122, 'no_answer'],
    [9999, 'no_answer'],
  ])('the client’s code %i is %s, and the call is the caller’s', (code, status) => {
    for (const events of [
      [...pickedUp, ...dialled(code), told(code)],
      [...pickedUp, ...dialled(code)],
    ]) {
      expect(fold(events, concluded)).toMatchObject({
        direction: 'outbound',
        status,
        missedReason: null,
        operator: ref('101'),
        clientNumber: CLIENT,
        talkSeconds: 0,
        waitSeconds: null,
        ringSeconds: 14,
        callbackCommandId: 'crm-cb-1',
      });
    }
  });

  test('an operator who did not pick up his own callback is the reason, busy or not', () => {
    const silent = ring(['Appeared', 0], ['Disconnected', 30, closed(1121)]);
    for (const events of [[...silent, told(1121)], silent]) {
      expect(fold(events, concluded)).toMatchObject({
        status: 'no_answer',
        missedReason: 'operator',
        operator: ref('101'),
        clientNumber: CLIENT,
        missedBy: [],
      });
    }
  });

  test('nobody is blamed for a silence that nothing proves', () => {
    const lost = ring(['Appeared', 0], ['Disconnected', 6, closed(1000)]);
    const open = ring(['Appeared', 0]);
    for (const events of [lost, open]) {
      expect(fold([...events, told(1111)])).toMatchObject({ status: 'no_answer', missedReason: null });
    }
  });

  test('the operator’s own mobile is not the client', () => {
    const to = { number: '79160000001', line_number: LINE };
    const silent = operatorLeg(
      '101',
      [
        ['Appeared', 0],
        ['Disconnected', 30, closed(1111)],
      ],
      { ...command, to },
    );
    expect(fold([...silent, told(1111)])).toMatchObject({ clientNumber: CLIENT, missedReason: 'operator' });
  });

  test('the summary’s direction overrules what the legs look like', () => {
    const unmarked = operatorLeg('101', [
      ['Appeared', 0],
      ['Disconnected', 30, closed(1111)],
    ]);
    expect(fold(unmarked)).toMatchObject({ direction: 'inbound' });
    expect(fold([...unmarked, told(1111)])).toMatchObject({
      direction: 'outbound',
      missedReason: 'operator',
    });
  });

  test('a callback rings as an outbound call of the operator, and only the client’s answer is a talk', () => {
    expect(fold(pickedUp.slice(0, 2))).toMatchObject({
      direction: 'outbound',
      status: 'new',
      operator: ref('101'),
    });
    const talking = legEvents('leg-client', { from: employee('101'), to: client, ...command }, [
      ['Appeared', 6],
      ['Connected', 15],
    ]);
    expect(fold([...pickedUp, ...talking])).toMatchObject({ status: 'in_progress', ringSeconds: 9 });
  });

  test('a command of ours tells the callback when no other sign does', () => {
    const bare = operatorLeg('101', [['Appeared', 0]], {
      command_id: 'crm-cb-2',
      from: { ...client, taken_from_call_id: 'gone' },
    });
    expect(fold(bare)).toMatchObject({ direction: 'inbound' });
    expect(fold(bare, { callbackCommandIds: new Set(['crm-cb-2']) })).toMatchObject({
      direction: 'outbound',
      callbackCommandId: 'crm-cb-2',
    });
  });

  test('the summary alone tells busy, and never whose phone was silent', () => {
    expect(fold([told(1121)])).toMatchObject({ status: 'busy', missedReason: null, operator: ref('101') });
    expect(fold([told(1111)])).toMatchObject({ status: 'no_answer', missedReason: null, ringSeconds: null });
  });
});
