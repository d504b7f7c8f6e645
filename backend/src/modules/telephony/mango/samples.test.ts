import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mangoSamples, type MangoSample } from '../../../../test/fixtures/mango/samples.js';
import type { CallConclusion, OperatorRef } from './conclusion.js';
import { readMangoEvent } from './event.js';
import type { MangoEvent } from './event-types.js';
import { foldCall } from './fold.js';

const eventsOf = ({ events }: MangoSample): MangoEvent[] =>
  events.flatMap(({ path, json }) => {
    if (json === null) return [];
    const reading = readMangoEvent(`/api/webhooks/mango/${path}`, json);
    if (!reading.ok) throw new Error(`${path}: ${reading.reason}`);
    return [reading.event];
  });

const seconds = (instant: Date | null): number | null => (instant === null ? null : instant.getTime() / 1000);
const extension = (operator: OperatorRef | null): string | null => operator?.extension ?? null;

function talkByExtension({ legs }: CallConclusion): Record<string, number | null> {
  return Object.fromEntries(
    legs
      .filter((leg) => leg.connectedAt !== null && leg.extension !== null)
      .map((leg) => [leg.extension, leg.talkSeconds]),
  );
}

/** The words of the samples for what `api.md` calls otherwise. */
function sampleStatus({ status, missedReason }: CallConclusion): string {
  if (status === 'new') return 'ringing';
  return status === 'missed' && missedReason === 'ivr' ? 'abandoned_ivr' : status;
}

const FIELDS: Readonly<Record<string, (call: CallConclusion) => unknown>> = {
  entryId: (call) => call.entryId,
  direction: (call) => call.direction,
  clientNumber: (call) => call.clientNumber,
  line: (call) => call.line,
  operatorExtension: (call) => extension(call.operator),
  finalOperatorExtension: (call) => extension(call.finalOperator),
  callerExtension: (call) => extension(call.caller),
  operatorExtensions: (call) => Object.keys(talkByExtension(call)),
  operatorTalkSeconds: talkByExtension,
  clientTalkSecondsByOperator: talkByExtension,
  status: sampleStatus,
  talkSeconds: (call) => call.talkSeconds,
  ringSeconds: (call) => call.ringSeconds,
  waitSeconds: (call) => call.waitSeconds,
  holdSeconds: (call) => call.holdSeconds,
  startedAt: (call) => seconds(call.startedAt),
  answeredAt: (call) => seconds(call.answeredAt),
  endedAt: (call) => seconds(call.endedAt),
  hangupBy: (call) => call.hangupBy,
  dtmf: (call) => call.dtmf,
  legs: (call) => call.legs.length,
  groupExtension: (call) => call.groupExtension,
  ringingExtensions: (call) => call.ringingExtensions,
  missedBy: (call) => call.missedBy.map(extension),
  needsCallback: (call) => call.status === 'missed',
  transfer: (call) => call.transfer,
  commandId: (call) => call.callbackCommandId,
  recordingIds: (call) => call.recordings.filter((one) => one.isStored).map((one) => one.recordingId),
  discardedRecordingIds: (call) =>
    call.recordings.filter((one) => one.isDiscarded).map((one) => one.recordingId),
  recordings: (call) =>
    call.recordings.map((one) => ({
      recordingId: one.recordingId,
      state: one.state,
      readyAt: seconds(one.readyAt),
      tagged: one.isTagged,
      downloadTriggeredBy: 'events/record/added',
    })),
};

/** Said of other parts of the product: the inbox, the screens, commands. */
const ELSEWHERE = new Set([
  'ringSecondsSource',
  'uniqueEvents',
  'recordingDownloads',
  'notificationsToUi',
  'createLead',
  'accepted',
]);

function expectAsSampled(call: CallConclusion | null, sample: MangoSample): void {
  if (call === null) throw new Error('no call');
  for (const [field, wanted] of Object.entries(sample.expect)) {
    if (ELSEWHERE.has(field)) continue;
    expect(FIELDS[field], `${sample.name} expects ${field}`).toBeDefined();
    expect(FIELDS[field]?.(call), `${sample.name}: ${field}`).toEqual(wanted);
  }
}

const calls = mangoSamples.filter(
  ({ name, expect: wanted }) => name !== 'bad_signature' && !('calls' in wanted),
);
const others = mangoSamples.filter(
  ({ expect: wanted, name }) => 'calls' in wanted && name !== 'bad_signature',
);

describe('samples', () => {
  test('all 21 are here', () => {
    expect(mangoSamples).toHaveLength(21);
    expect(calls).toHaveLength(17);
  });

  test.each(calls.map((sample) => [sample.name, sample] as const))(
    '%s comes out as expected',
    (_name, sample) => {
      const events = eventsOf(sample);
      expectAsSampled(foldCall(events), sample);
      expectAsSampled(foldCall(events.toReversed()), sample);
      expectAsSampled(foldCall([...events, ...events]), sample);
      expectAsSampled(foldCall([...events.toReversed(), ...events]), sample);
    },
  );

  test.each(calls.map((sample) => [sample.name, sample] as const))(
    '%s does not depend on order or copies',
    (_name, sample) => {
      const events = eventsOf(sample);
      const whole = foldCall(events);
      const shuffled = fc
        .shuffledSubarray(events, { minLength: events.length })
        .chain((order) => fc.subarray(events).map((copies) => [...order, ...copies.toReversed(), ...order]));
      fc.assert(
        fc.property(shuffled, (order) => {
          expect(foldCall(order)).toEqual(whole);
        }),
      );
      expectAsSampled(whole, sample);
    },
  );

  test.each(calls.map((sample) => [sample.name, sample] as const))(
    '%s is final once its summary has come',
    (_name, sample) => {
      const events = eventsOf(sample);
      const summary = events.filter(({ kind }) => kind === 'summary');
      fc.assert(
        fc.property(fc.shuffledSubarray(events), (some) => {
          const call = foldCall([...some, ...summary]);
          if (call === null || summary.length === 0) return;
          expect(call.isFinal).toBe(true);
          expect(['answered', 'missed', 'busy', 'no_answer']).toContain(call.status);
          expect(call.status).toBe(foldCall(events)?.status);
        }),
      );
    },
  );

  test.each(others.map((sample) => [sample.name, sample] as const))('%s makes no call', (_name, sample) => {
    expect(foldCall(eventsOf(sample))).toBeNull();
  });
});
