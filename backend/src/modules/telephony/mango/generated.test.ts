import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RawEvent } from '../../../../test/fixtures/mango/events.js';
import { concluded, fold, readRaw } from '../../../../test/fixtures/mango/fold-raw.js';
import { generatedCalls, inOtherTypes } from '../../../../test/fixtures/mango/generated-calls.js';
import { foldCall } from './fold.js';

const FINAL = ['answered', 'missed', 'busy', 'no_answer'];

/** All events in an order, each once or several times. */
const delivered = generatedCalls.chain((call) =>
  fc.record({
    call: fc.constant(call),
    order: fc.shuffledSubarray([...call.legs, call.summary], { minLength: call.legs.length + 1 }),
    copies: fc.shuffledSubarray([...call.legs, call.summary]),
  }),
);

describe('a generated call', () => {
  test('comes out as generated, with its summary and without it, in any order and however often', () => {
    fc.assert(
      fc.property(delivered, ({ call, order, copies }) => {
        const whole = fold([...order, ...copies]);
        expect(whole).toMatchObject(call.wanted);
        expect(whole).toEqual(fold([...call.legs, call.summary]));
        expect(fold(call.legs, concluded)).toMatchObject(call.wanted);
      }),
      { numRuns: 300 },
    );
  });

  test('does not depend on how numbers are written', () => {
    const written = ({ path, payload }: RawEvent): RawEvent => ({
      path,
      payload: inOtherTypes(payload) as RawEvent['payload'],
    });
    fc.assert(
      fc.property(generatedCalls, ({ legs, summary }) => {
        const events = [...legs, summary];
        expect(fold(events.map(written))).toEqual(fold(events));
      }),
    );
  });

  test('can be folded after every event, and never goes back once its summary has come', () => {
    fc.assert(
      fc.property(delivered, fc.boolean(), ({ call, order }, concludeWithoutSummary) => {
        const events = readRaw(order);
        const summaryAt = events.findIndex(({ kind }) => kind === 'summary');
        for (let seen = 1; seen <= events.length; seen += 1) {
          const conclusion = foldCall(events.slice(0, seen), { concludeWithoutSummary });
          expect(conclusion?.isFinal).toBe(seen > summaryAt);
          if (seen > summaryAt) expect(conclusion?.status).toBe(call.wanted.status);
          if (conclusion?.concludedFrom !== null) expect(FINAL).toContain(conclusion?.status);
          if (conclusion?.concludedFrom === null) expect(FINAL).not.toContain(conclusion.status);
        }
      }),
    );
  });
});

describe('any events at all', () => {
  const word = fc.constantFrom('1', '2', '101', '79990010001', 'sip:a@b', '', null);
  const party = fc.record(
    { extension: word, number: word, taken_from_call_id: word, was_transferred: fc.boolean() },
    { requiredKeys: [] },
  );
  const payload = fc.record(
    {
      entry_id: fc.constant('entry-1'),
      call_id: fc.constantFrom('1', '2', '3'),
      recording_id: fc.constantFrom('1', '2'),
      seq: fc.nat(5),
      timestamp: fc.option(fc.nat(100)),
      call_state: fc.constantFrom('Appeared', 'Connected', 'OnHold', 'Disconnected', 'Odd'),
      location: fc.constantFrom('ivr', 'queue', 'abonent', null),
      from: party,
      to: party,
      transfer: fc.constantFrom('blind', 'consultative', 'return_blind', null),
      command_id: word,
      callback_initiator: fc.constantFrom('API', null, null),
      call_direction: fc.option(fc.nat(3)),
      talk_time: fc.option(fc.nat(100)),
      end_time: fc.option(fc.nat(100)),
      disconnect_reason: fc.constantFrom(null, 1110, 1121, 1163, 1191),
      recording_state: fc.constantFrom('Started', 'Completed', null),
      dtmf: word,
    },
    { requiredKeys: ['entry_id', 'call_id', 'recording_id', 'seq'] },
  );
  const kind = fc.constantFrom(
    'events/call',
    'events/call',
    'events/summary',
    'events/recording',
    'events/record/added',
    'events/dtmf',
  );
  const events = fc.array(fc.record({ path: kind, payload }), { maxLength: 12 });

  test('fold to one conclusion, whatever their order', () => {
    const shuffled = events.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }), fc.boolean()),
    );
    fc.assert(
      fc.property(shuffled, ([some, other, concludeWithoutSummary]) => {
        const context = { concludeWithoutSummary };
        const conclusion = foldCall(readRaw(some), context);
        expect(foldCall(readRaw(other), context)).toEqual(conclusion);
        expect(foldCall(readRaw([...other, ...some]), context)).toEqual(conclusion);
        for (const length of [
          conclusion?.talkSeconds,
          conclusion?.waitSeconds,
          conclusion?.ringSeconds,
          conclusion?.holdSeconds,
        ]) {
          expect(length ?? 0).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
