import { createHash, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newStorageKey } from '../../src/modules/recordings/index.js';
import { synthesizeTalk } from '../../src/telephony-simulator/audio.js';
import type { TestApi } from '../api.js';

type Api = Pick<TestApi, 'database' | 'organization' | 'environment'>;

export interface CallOverrides {
  readonly organizationId?: number;
  readonly city?: string | null;
  readonly operatorId?: number | null;
  readonly hasRecording?: boolean;
}

/** An answered inbound call. */
export async function recordedCall(
  api: Api,
  overrides: CallOverrides = {},
): Promise<{ id: number; organizationId: number }> {
  const {
    organizationId = api.organization.id,
    city = 'Саратов',
    operatorId = null,
    hasRecording = true,
  } = overrides;
  const { id } = await api.database.prisma.call.create({
    data: {
      ...{ organizationId, city, operatorId, hasRecording, entryId: randomUUID(), dateCreate: new Date() },
      ...{
        status: 'answered',
        direction: 'inbound',
        talkSeconds: 2,
        phoneClient: '+79990010001',
        isFinal: true,
      },
    },
  });
  return { id, organizationId };
}

export interface RecordingOverrides {
  readonly state?: 'announced' | 'stored' | 'failed';
  readonly recordingId?: string;
  readonly startedAt?: Date;
  readonly attempts?: number;
  /** Seconds of made-up talk. */
  readonly seconds?: number;
}

export interface TestRecording {
  readonly id: number;
  readonly recordingId: string;
  /** The bytes of a stored one. */
  readonly audio: Buffer;
}

/** A recording of a call; a stored one has its file. */
export async function recordingOf(
  api: Api,
  call: { id: number; organizationId: number },
  overrides: RecordingOverrides = {},
): Promise<TestRecording> {
  const {
    state = 'stored',
    recordingId = randomUUID(),
    seconds = 2,
    attempts = 0,
    startedAt = new Date(),
  } = overrides;
  const audio = synthesizeTalk(seconds, seconds);
  const { organizationId } = call;
  const stored = state === 'stored' ? await store(api, organizationId, audio) : {};
  const { id } = await api.database.prisma.recording.create({
    data: { organizationId, callRowId: call.id, recordingId, state, startedAt, attempts, ...stored },
  });
  return { id, recordingId, audio };
}

async function store({ environment }: Api, organizationId: number, audio: Buffer) {
  const storageKey = newStorageKey(organizationId);
  const file = path.join(environment.dataDir, 'files', ...storageKey.split('/'));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, audio);
  const sha256 = createHash('sha256').update(audio).digest('hex');
  return { storageKey, contentType: 'audio/wav', bytes: audio.length, sha256 };
}
