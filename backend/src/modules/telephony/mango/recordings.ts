import { isDone } from './codes.js';
import { compareTexts } from './compare-texts.js';
import type { Recording, RecordingState } from './conclusion.js';
import type { MangoEvent, RecordEvent, RecordingEvent } from './event-types.js';
import type { ToDate } from './instants.js';

type RecordingNews = RecordingEvent | RecordEvent;

function isRecordingNews(event: MangoEvent): event is RecordingNews {
  return event.kind === 'recording' || event.kind === 'record_added' || event.kind === 'record_tagged';
}

function stateOf(completed: RecordingEvent | undefined, added: RecordEvent | undefined): RecordingState {
  if (added !== undefined) return 'ready';
  if (completed === undefined) return 'recording';
  if (!isDone(completed.completionCode) || completed.recipient === 'mail') return 'discarded';
  return completed.recipient === null ? 'recording' : 'stored';
}

function lastOf<Value>(
  steps: readonly RecordingEvent[],
  pick: (step: RecordingEvent) => Value | null,
): Value | null {
  return steps.reduce<Value | null>((last, step) => pick(step) ?? last, null);
}

function concludeRecording(recordingId: string, events: readonly RecordingNews[], toDate: ToDate): Recording {
  const steps = events.flatMap((event) => (event.kind === 'recording' ? event : []));
  steps.sort((one, other) => one.seq - other.seq);
  const completed = steps.findLast(({ state }) => state === 'completed');
  const added = events.flatMap((event) => (event.kind === 'record_added' ? event : []))[0];
  const state = stateOf(completed, added);
  return {
    recordingId,
    state,
    isStored: state === 'stored' || state === 'ready',
    isDiscarded: state === 'discarded',
    isTagged: events.some(({ kind }) => kind === 'record_tagged'),
    callId: lastOf(steps, ({ callId }) => callId),
    extension: lastOf(steps, ({ extension }) => extension),
    userId: added?.userId ?? null,
    completionCode: completed?.completionCode ?? null,
    startedAt: toDate(steps.find(({ state: step }) => step === 'started')?.timestamp ?? null),
    completedAt: toDate(completed?.timestamp ?? null),
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
