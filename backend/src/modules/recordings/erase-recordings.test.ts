import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { createBuild } from '../../../test/factories/build.js';
import { FAKE_CREDENTIALS, startFakeMango, type FakeMango } from '../../../test/providers/fake-mango.js';
import { filesBelow } from '../../../test/whole-dump.js';
import { createSecretBox } from '../../platform/crypto/secret-box.js';
import { openDatabase, type Database } from '../../platform/db/database.js';
import { migrateJobs } from '../../platform/jobs/jobs.js';
import { silentLogger } from '../../platform/logging/logger.js';
import { systemClock } from '../../platform/time.js';
import { signatureOf } from '../../telephony-simulator/delivery.js';
import { eraseRecordings } from './erase-recordings.js';
import { createAccountGate } from './fetch/account-gate.js';
import { createFetchRecording } from './fetch/fetch-recording.js';
import { createMangoRecordings } from './fetch/mango-recordings.js';
import { createDiskStorage } from './storage/disk-storage.js';

const secretBox = createSecretBox(randomBytes(32));
let testDatabase: TestDatabase;
let database: Database;
let mango: FakeMango;
let folder: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  await migrateJobs(testDatabase.url);
  database = openDatabase({ url: testDatabase.url, applicationName: 'test', poolSize: 5 });
  mango = await startFakeMango();
  folder = await mkdtemp(path.join(os.tmpdir(), 'crm-recordings-'));
});
afterAll(async () => {
  await mango.close();
  await database.close();
  await testDatabase.drop();
  await rm(folder, { recursive: true });
});

async function announce(): Promise<{ id: number; organizationId: number; callRowId: number }> {
  const { id: organizationId } = await createBuild(database).organization();
  const { apiKey, apiSalt } = FAKE_CREDENTIALS;
  await database.prisma.telephonyAccount.create({
    data: { organizationId, apiBaseUrl: mango.url, apiKey, apiSaltSealed: secretBox.seal(apiSalt) },
  });
  const { id: callRowId } = await database.prisma.call.create({
    data: { organizationId, entryId: 'e', dateCreate: new Date(), status: 'answered', direction: 'inbound' },
  });
  mango.keep('r1');
  const data = { organizationId, callRowId, recordingId: 'r1', state: 'announced' };
  const { id } = await database.prisma.recording.create({ data });
  return { id, organizationId, callRowId };
}

test('a recording whose client is erased while its file comes in leaves no file', async () => {
  const { id, organizationId, callRowId } = await announce();
  const storage = createDiskStorage(path.join(folder, 'files'));
  let kept = 0;
  const fetchRecording = createFetchRecording({
    ...{ database, secretBox, clock: systemClock, logger: silentLogger },
    storage: {
      ...storage,
      put: async (key, file) => {
        await database.inSqlTransaction((sql) =>
          eraseRecordings(sql, { organizationId, callIds: [callRowId] }),
        );
        await storage.put(key, file);
        kept = filesBelow(folder).length;
      },
    },
    mango: createMangoRecordings({ sign: signatureOf }),
    gate: createAccountGate({ clock: systemClock, gapMs: 0 }),
    incomingFolder: path.join(folder, 'files', 'recordings', '.incoming'),
    publishCallUpdated: () => Promise.reject(new Error('an erased recording is no news')),
  });
  await fetchRecording({ recordingRowId: id }, { number: 1, isLast: false });
  expect(await database.prisma.recording.findUniqueOrThrow({ where: { id } })).toMatchObject({
    ...{ state: 'erased', storedAt: null },
  });
  expect({ kept, left: filesBelow(folder) }).toEqual({ kept: 1, left: [] });
});
