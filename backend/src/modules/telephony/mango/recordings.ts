import { isDone, isFailure } from './codes.js';
import { compareTexts } from './compare-texts.js';
import type { Recording, RecordingState } from './conclusion.js';
import type { MangoEvent, RecordEvent, RecordingEvent } from './event-types.js';
import type { ToDate } from './instants.js';

type RecordingNews = RecordingEvent | RecordEvent;

function isRecordingNews(event: MangoEvent): event is RecordingNews {
  return event.kind === 'recording' || event.kind === 'record_added' || event.kind === 'record_tagged';
}

function stateOf(completed: RecordingEvent | undefined, isReady: boolean): RecordingState {
  if (isReady) return 'ready';
  if (completed === undefined) return 'recording';
  if (isFailure(completed.completionCode) || completed.recipient === 'mail') return 'discarded';
  return isDone(completed.completionCode) && completed.recipient !== null ? 'stored' : 'finished';
}

function lastOf<Value>(
  steps: readonly RecordingEvent[],
  pick: (step: RecordingEvent) => Value | null,
): Value | null {
  return steps.reduce<Value | null>((last, step) => pick(step) ?? last, null);
}

/** What the recording process itself told: who is recorded, where, from when to when. */
function processOf(events: readonly RecordingNews[], toDate: ToDate) {
  const steps = events.flatMap((event) => (event.kind === 'recording' ? event : []));
  steps.sort((one, other) => one.seq - other.seq);
  const completed = steps.findLast(({ state }) => state === 'completed');
  const started = steps.find(({ state }) => state === 'started');
  return {
    completed,
    facts: {
      callId: lastOf(steps, ({ callId }) => callId),
      extension: lastOf(steps, ({ extension }) => extension),
      completionCode: completed?.completionCode ?? null,
      startedAt: toDate(started?.timestamp ?? null),
      completedAt: toDate(completed?.timestamp ?? null),
    },
  };
}

function concludeRecording(recordingId: string, events: readonly RecordingNews[], toDate: ToDate): Recording {
  const { completed, facts } = processOf(events, toDate);
  const added = events.find((event): event is RecordEvent => event.kind === 'record_added');
  const state = stateOf(completed, added !== undefined);
  return {
    recordingId,
    state,
    isStored: state === 'stored' || state === 'ready',
    isDiscarded: state === 'discarded',
    isTagged: events.some(({ kind }) => kind === 'record_tagged'),
    ...facts,
    userId: added?.userId ?? null,
    readyAt: toDate(added?.timestamp ?? null),
  };
}

/**
 * The recordings of a call, by their beginning, then by id. One is kept when it was `Completed` with 1000 for the cloud
 * or `record/added` names it; one that is too short (4002), not paid for, or only mailed leaves nothing to fetch.
 */
export function concludeRecordings(events: readonly MangoEvent[], toDate: ToDate): Recording[] {
  const told = events.filter(isRecordingNews);
  const ids = [...new Set(told.map(({ recordingId }) => recordingId))];
  const recordings = ids.map((id) =>
    concludeRecording(
      id,
      told.filter(({ recordingId }) => recordingId === id),
      toDate,
    ),
  );
  const birth = ({ startedAt, completedAt, readyAt }: Recording): number =>
    (startedAt ?? completedAt ?? readyAt)?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return recordings.sort(
    (one, other) => birth(one) - birth(other) || compareTexts(one.recordingId, other.recordingId),
  );
}
