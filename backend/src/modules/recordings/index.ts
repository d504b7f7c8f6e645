/**
 * Recordings of calls: fetches them from telephony once they are announced, keeps them on disk or in a private bucket, and plays them
 * to those who may listen, writing down each listening. That a recording exists is telephony's to say; this module says whether its
 * audio is here.
 */
import path from 'node:path';
import type { Actor } from '../../platform/access/actor.js';
import type { S3Environment } from '../../platform/config/env.js';
import type { SecretBox } from '../../platform/crypto/secret-box.js';
import type { Database, Db } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import type { JobHandlers, Schedule } from '../../platform/jobs/jobs.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { Clock } from '../../platform/time.js';
import { createRemoveRecording, createSweep, REMOVE_JOB, SWEEP_JOB } from './erase-recordings.js';
import { createAccountGate } from './fetch/account-gate.js';
import { createFetchRecording } from './fetch/fetch-recording.js';
import { FETCH_JOB } from './fetch/fetch-recording.repository.js';
import { createMangoRecordings } from './fetch/mango-recordings.js';
import { createPlayTokens } from './play-token.js';
import { createPlaybackService } from './playback.service.js';
import { recordingOperations } from './recordings.contract.js';
import { recordingsRoutes } from './recordings.routes.js';
import { createSendAudio } from './send-audio.js';
import { createDiskStorage } from './storage/disk-storage.js';
import { createS3Storage } from './storage/s3-storage.js';

export { eraseRecordings } from './erase-recordings.js';
export { requestRecordingFetch, requestRecordingFetches } from './fetch/fetch-recording.repository.js';
export { createDiskStorage } from './storage/disk-storage.js';
export { newStorageKey } from './storage/recording-storage.js';

export interface RecordingsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** `DATA_DIR`; files stand under `files/recordings`. */
  readonly dataDir: string;
  /** A bucket takes the place of the folder. */
  readonly s3: S3Environment | null;
  readonly secretBox: SecretBox;
  /** From which the key of playback addresses is derived. */
  readonly linkSecret: string | Buffer;
  readonly actorOfSession: (sessionId: string) => Promise<Actor | null>;
  /** Mango's signature. */
  readonly sign: (json: string, credentials: { apiKey: string; apiSalt: string }) => string;
  readonly publishCallUpdated: (db: Db, call: { organizationId: number; callId: number }) => Promise<void>;
}

export function createRecordingsModule(deps: RecordingsDeps) {
  const { database, clock, logger, dataDir } = deps;
  const files = path.join(dataDir, 'files');
  const storage = deps.s3 ? createS3Storage(deps.s3) : createDiskStorage(files);
  const tokens = createPlayTokens(deps.linkSecret);
  const playback = createPlaybackService({ database, clock, tokens, actorOfSession: deps.actorOfSession });
  const sendAudio = createSendAudio({ storage, logger, onPlay: playback.recordPlay });
  const fetchRecording = createFetchRecording({
    ...{ database, clock, logger, storage },
    secretBox: deps.secretBox,
    mango: createMangoRecordings({ sign: deps.sign }),
    gate: createAccountGate({ clock }),
    incomingFolder: path.join(files, 'recordings', '.incoming'),
    publishCallUpdated: deps.publishCallUpdated,
  });

  return {
    operations: recordingOperations as unknown as readonly AnyOperation[],
    routes: (mount: Mount): void => {
      recordingsRoutes(mount, { playback, sendAudio });
    },
    jobs: {
      [FETCH_JOB]: fetchRecording,
      [REMOVE_JOB]: createRemoveRecording({ sql: database.sql, storage, logger }),
      [SWEEP_JOB]: createSweep(database.sql),
    } satisfies JobHandlers,
    schedules: [{ job: SWEEP_JOB, cron: '37 3 * * *' }] as readonly Schedule[],
  };
}
