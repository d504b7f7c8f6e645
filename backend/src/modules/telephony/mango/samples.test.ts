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
  const talked = legs.filter(({ connectedAt }) => connectedAt !== null);
  return Object.fromEntries<number | null>(talked.map((leg) => [leg.extension ?? '', leg.talkSeconds]));
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

test('all 21 samples are here', () => {
  expect(mangoSamples).toHaveLength(21);
  expect(calls).toHaveLength(17);
});

test.each(others)('$name makes no call', (sample) => {
  expect(foldCall(eventsOf(sample))).toBeNull();
});

describe.each(calls)('$name', (sample) => {
  const events = eventsOf(sample);
  const whole = foldCall(events);

  test('comes out as expected, in order, reversed and doubled', () => {
    for (const order of [
      events,
      events.toReversed(),
      [...events, ...events],
      [...events.toReversed(), ...events],
    ]) {
      expectAsSampled(foldCall(order), sample);
    }
  });

  test('does not depend on order or copies', () => {
    const order = fc.shuffledSubarray(events, { minLength: events.length });
    fc.assert(
      fc.property(order, fc.shuffledSubarray(events), (shuffled, copies) => {
        expect(foldCall([...shuffled, ...copies])).toEqual(whole);
      }),
    );
  });

  test('has a final status as soon as its summary has come, whatever is lost', () => {
    const summary = events.filter(({ kind }) => kind === 'summary');
    fc.assert(
      fc.property(fc.shuffledSubarray(events), (some) => {
        const call = foldCall([...some, ...summary]);
        if (summary.length > 0) expect(call).toMatchObject({ isFinal: true, status: whole?.status });
      }),
    );
  });

  test('is concluded from its legs alone as by its summary', () => {
    const legsOnly = events.filter(({ kind }) => kind !== 'summary');
    const concluded = foldCall(legsOnly, { concludeWithoutSummary: true });
    if (concluded === null || concluded.hasOpenLeg) return;
    const { direction, clientNumber, status, missedReason, operator, talkSeconds, missedBy } = concluded;
    expect(whole).toMatchObject({
      ...{ direction, clientNumber, status, missedReason, operator, talkSeconds, missedBy },
    });
    expect(concluded).toMatchObject({ isFinal: false, concludedFrom: 'legs' });
  });
});
