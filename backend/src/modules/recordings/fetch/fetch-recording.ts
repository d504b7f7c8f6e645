import type { SecretBox } from '../../../platform/crypto/secret-box.js';
import type { Database, Db } from '../../../platform/db/database.js';
import type { JobHandler } from '../../../platform/jobs/jobs.js';
import type { Logger } from '../../../platform/logging/logger.js';
import type { Clock } from '../../../platform/time.js';
import { newStorageKey, type IncomingFile, type RecordingStorage } from '../storage/recording-storage.js';
import type { AccountGate } from './account-gate.js';
import { FetchFailure } from './fetch-failure.js';
import {
  noteFailure,
  findAwaited,
  isErased,
  markFailed,
  markStored,
  requestRecordingFetch,
  reserveKey,
  type AwaitedRecording,
} from './fetch-recording.repository.js';
import type { MangoRecordings } from './mango-recordings.js';
import { clearUnfinished, receiveFile } from './receive-file.js';
import { consequenceOf } from './retry.rules.js';

export interface FetchRecordingDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly secretBox: SecretBox;
  readonly storage: RecordingStorage;
  readonly mango: MangoRecordings;
  readonly gate: AccountGate;
  /** Where files come in. */
  readonly incomingFolder: string;
  readonly maxBytes?: number;
  /** Tells open pages, in the transaction that stores the recording, that a call has changed. */
  readonly publishCallUpdated: (db: Db, call: { organizationId: number; callId: number }) => Promise<void>;
}

/**
 * Handler of `recording.fetch`. Failures that telephony is expected to have do not throw: the recording keeps its count of attempts
 * and asks for its next one by itself, so that an outage of hours does not stretch the pauses between the tries.
 */
export function createFetchRecording(deps: FetchRecordingDeps): JobHandler {
  const { database, clock, gate, incomingFolder } = deps;
  const underWay = new Set<number>();
  let cleared: Promise<void> | null = null;

  const attempt = async (recording: AwaitedRecording): Promise<void> => {
    await gate.turn(recording.accountId);
    const until = gate.pausedUntil(recording.accountId);
    if (until) {
      await requestRecordingFetch(database.sql, recording.id, until);
      return;
    }
    try {
      await fetchOnce(deps, recording);
    } catch (error) {
      await settleFailure(deps, recording, toFetchFailure(error));
    }
  };

  return async (payload) => {
    const recordingRowId = readPayload(payload);
    if (underWay.has(recordingRowId)) {
      await requestRecordingFetch(database.sql, recordingRowId, new Date(clock.now().getTime() + 60_000));
      return;
    }
    underWay.add(recordingRowId);
    try {
      await (cleared ??= clearUnfinished(incomingFolder));
      const recording = await findAwaited(database.sql, recordingRowId);
      if (recording) await attempt(recording);
    } finally {
      underWay.delete(recordingRowId);
    }
  };
}

function readPayload(payload: unknown): number {
  const id = (payload as { recordingRowId?: unknown } | null)?.recordingRowId;
  if (typeof id !== 'number') throw new Error('A fetch job without its recording');
  return id;
}

async function fetchOnce(deps: FetchRecordingDeps, recording: AwaitedRecording): Promise<void> {
  const file = await receive(deps, recording);
  const { database, storage, clock, logger, publishCallUpdated } = deps;
  const key = recording.storageKey ?? newStorageKey(recording.organizationId);
  if (recording.storageKey === null) await reserveKey(database.sql, recording.id, key);
  await storage.put(key, file);
  await database.inTransaction(async (db) => {
    const isMine = await markStored(db, recording.id, { ...file, at: clock.now() });
    if (isMine) await publishCallUpdated(db, recording);
  });
  // Its client was erased while it came in: a removal that ran meanwhile found no file yet.
  if (await isErased(database.sql, recording.id)) await storage.remove(key);
  logger.info('recording stored', { recordingRowId: recording.id, bytes: file.bytes });
}

async function receive(deps: FetchRecordingDeps, recording: AwaitedRecording): Promise<IncomingFile> {
  const { mango, secretBox, incomingFolder, maxBytes } = deps;
  const { accountId, apiKey, apiBaseUrl, apiSaltSealed } = recording;
  const account = { id: accountId, apiKey, apiBaseUrl, apiSalt: secretBox.open(apiSaltSealed) };
  const link = await mango.requestLink(account, recording.recordingId);
  const response = await mango.download(link);
  return receiveFile(response, { folder: incomingFolder, ...(maxBytes !== undefined && { maxBytes }) });
}

/** A database that is away, a disk that is full: not of telephony's making, so the job's own retry takes them. */
function toFetchFailure(error: unknown): FetchFailure {
  if (error instanceof FetchFailure) return error;
  throw error;
}

async function settleFailure(
  deps: FetchRecordingDeps,
  recording: AwaitedRecording,
  failure: FetchFailure,
): Promise<void> {
  const { database, clock, gate } = deps;
  const { kind, reason } = failure;
  const { retrySeconds, pauseSeconds } = consequenceOf(kind, recording.attempts + 1);
  const isKnown = gate.pausedUntil(recording.accountId) !== null;
  if (pauseSeconds > 0) gate.pause(recording.accountId, pauseSeconds);
  await database.inTransaction(async (db) => {
    if (retrySeconds === null) {
      await markFailed(db, recording.id, reason);
      return;
    }
    // What stops the whole account says nothing about this recording.
    await noteFailure(db, recording.id, { reason, isCounted: pauseSeconds === 0 });
    await requestRecordingFetch(db, recording.id, new Date(clock.now().getTime() + retrySeconds * 1000));
  });
  report(deps.logger, failure, { recording, isGivenUp: retrySeconds === null, isKnown });
}

interface Settled {
  readonly recording: AwaitedRecording;
  readonly isGivenUp: boolean;
  /** The account was paused already when this came in. */
  readonly isKnown: boolean;
}

function report(logger: Logger, failure: FetchFailure, { recording, isGivenUp, isKnown }: Settled): void {
  const fields = { recordingRowId: recording.id, accountId: recording.accountId, reason: failure.reason };
  if (failure.kind === 'locked' && !isKnown) {
    logger.error(
      'telephony refuses our key or signature, fetching of recordings is paused: check key and salt',
      fields,
    );
  } else if (isGivenUp) {
    logger.warn('recording given up', fields);
  } else {
    logger.warn('recording not fetched, will retry', { ...fields, cause: failure.cause });
  }
}
