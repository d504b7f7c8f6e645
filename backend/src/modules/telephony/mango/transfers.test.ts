import { describe, expect, test } from 'vitest';
import {
  client,
  CLIENT,
  closed,
  employee,
  legEvents,
  operatorLeg,
  summaryEvent,
  ref,
} from '../../../../test/fixtures/mango/events.js';
import { fold } from '../../../../test/fixtures/mango/fold-raw.js';

describe('transfers', () => {
  const first = operatorLeg('101', [
    ['Appeared', 0],
    ['Connected', 5],
    ['OnHold', 20, { to: { ...employee('101'), hold_initiator: true } }],
    ['Connected', 40],
    ['Disconnected', 70, closed(1120)],
  ]);
  const consult = legEvents(
    'leg-102',
    {
      from: { ...employee('101'), taken_from_call_id: 'leg-101' },
      to: employee('102'),
      transfer: 'consultative',
    },
    [
      ['Appeared', 21],
      ['Connected', 25],
      ['Disconnected', 39, closed(1120)],
    ],
  );

  test('a consultation that was given up is none, and its talk is not the client’s', () => {
    const call = fold([...first, ...consult, summaryEvent(70, 5, { to: employee('101') })]);
    expect(call).toMatchObject({
      transfer: null,
      operator: ref('101'),
      finalOperator: ref('101'),
      holdSeconds: 20,
    });
    expect(call.legs.map(({ talkSeconds }) => talkSeconds)).toEqual([45, 0]);
  });

  test('a transfer from the phone swaps the caller of the second leg', () => {
    const given = operatorLeg('101', [
      ['Appeared', 0],
      ['Connected', 5],
      ['OnHold', 20],
      ['Disconnected', 26, { from: { ...client, was_transferred: true } }],
    ]);
    const taken = legEvents('leg-102', { from: client, to: employee('102') }, [
      ['Appeared', 21, { from: { ...employee('101'), taken_from_call_id: 'leg-101' } }],
      ['Appeared', 26],
      ['Connected', 30],
      ['Disconnected', 50, closed(1110)],
    ]);
    const call = fold([...taken, ...given, summaryEvent(50, 5, { to: employee('101') })]);
    expect(call).toMatchObject({
      clientNumber: CLIENT,
      transfer: 'blind',
      operator: ref('101'),
      finalOperator: ref('102'),
      holdSeconds: 6,
      legs: [{ talkSeconds: 15 }, { talkSeconds: 20, takenFrom: 'leg-101' }],
    });
  });

  test('a leg stands after the one it was taken from, in the same second too', () => {
    const given = legEvents('z', { from: client, to: employee('109') }, [['Appeared', 0]]);
    const taken = legEvents('a', { from: { ...client, taken_from_call_id: 'z' }, to: employee('101') }, [
      ['Appeared', 0],
    ]);
    expect(fold([...taken, ...given]).legs.map(({ callId }) => callId)).toEqual(['z', 'a']);
  });

  test('legs that claim to come from each other do no harm', () => {
    const loop = ['a', 'b'].flatMap((id) =>
      legEvents(
        id,
        { from: { ...client, taken_from_call_id: id === 'a' ? 'b' : 'a' }, to: employee('101') },
        [['Appeared', 0]],
      ),
    );
    expect(fold(loop).legs.map(({ callId }) => callId)).toEqual(['a', 'b']);
  });
});
