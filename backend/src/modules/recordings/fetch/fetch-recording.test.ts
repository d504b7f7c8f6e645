import { createHash, randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/database.js';
import { createBuild } from '../../../../test/factories/build.js';
import { FAKE_CREDENTIALS, startFakeMango, type FakeMango } from '../../../../test/providers/fake-mango.js';
import { withRawServer } from '../../../../test/providers/raw-server.js';
import { signatureOf } from '../../../telephony-simulator/delivery.js';
import { createSecretBox } from '../../../platform/crypto/secret-box.js';
import { openDatabase, type Database } from '../../../platform/db/database.js';
import { migrateJobs, type JobHandler } from '../../../platform/jobs/jobs.js';
import { silentLogger } from '../../../platform/logging/logger.js';
import { createDiskStorage } from '../storage/disk-storage.js';
import { createAccountGate } from './account-gate.js';
import { createFetchRecording } from './fetch-recording.js';
import { createMangoRecordings } from './mango-recordings.js';

const secretBox = createSecretBox(randomBytes(32));
let testDatabase: TestDatabase;
let database: Database;
let organizationId: number;
let folder: string;
let mango: FakeMango;
let now: Date;
let errors: string[];
let updated: number[];
let fetchRecording: JobHandler;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  await migrateJobs(testDatabase.url);
  database = openDatabase({ url: testDatabase.url, applicationName: 'test', poolSize: 5 });
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

beforeEach(async () => {
  now = new Date('2026-03-16T09:00:00Z');
  errors = [];
  updated = [];
  folder = await mkdtemp(path.join(os.tmpdir(), 'crm-recordings-'));
  mango = await startFakeMango({ now: () => now.getTime() });
  ({ id: organizationId } = await createBuild(database).organization());
  await pointAt(mango.url);
  fetchRecording = startWorker();
});

afterEach(async () => {
  await mango.close();
  await rm(folder, { recursive: true });
});

/** The handler as a fresh worker process has it. */
function startWorker({ maxBytes = 10_000_000, timeoutMs = 5000 } = {}): JobHandler {
  const clock = { now: () => now };
  return createFetchRecording({
    ...{ database, clock, secretBox, maxBytes },
    logger: { ...silentLogger, error: (message) => errors.push(message) },
    storage: createDiskStorage(path.join(folder, 'files')),
    mango: createMangoRecordings({ sign: signatureOf, timeouts: { linkMs: timeoutMs, fileMs: timeoutMs } }),
    gate: createAccountGate({ clock, gapMs: 0 }),
    incomingFolder: path.join(folder, 'files', 'recordings', '.incoming'),
    publishCallUpdated: (_, { callId }) => {
      updated.push(callId);
      return Promise.resolve();
    },
  });
}

async function pointAt(apiBaseUrl: string): Promise<void> {
  const account = { organizationId, apiBaseUrl, apiSaltSealed: secretBox.seal(FAKE_CREDENTIALS.apiSalt) };
  await database.prisma.telephonyAccount.deleteMany({});
  await database.prisma.telephonyAccount.create({ data: { ...account, apiKey: FAKE_CREDENTIALS.apiKey } });
}

async function announce(recordingId: string): Promise<number> {
  const call = await database.prisma.call.create({
    data: {
      organizationId,
      entryId: recordingId,
      dateCreate: now,
      status: 'answered',
      direction: 'inbound',
      hasRecording: true,
    },
  });
  const row = { organizationId, callRowId: call.id, recordingId, state: 'announced' };
  return (await database.prisma.recording.create({ data: row })).id;
}

const run = (recordingRowId: number): Promise<void> =>
  fetchRecording({ recordingRowId }, { number: 1, isLast: false });
const rowOf = (id: number) => database.prisma.recording.findUniqueOrThrow({ where: { id } });
const fileOf = (key: string | null): Promise<Buffer> =>
  readFile(path.join(folder, 'files', ...(key ?? '').split('/')));

/** Seconds until the next try that has been asked for. */
async function nextTry(recordingRowId: number): Promise<number | null> {
  const [job] = await database.sql.query<{ at: Date }>({
    text: `SELECT run_at AS at FROM graphile_worker.jobs WHERE key = $1`,
    values: [`recording.fetch:${String(recordingRowId)}`],
  });
  return job ? (job.at.getTime() - now.getTime()) / 1000 : null;
}

async function leftovers(): Promise<string[]> {
  const entries = await readdir(path.join(folder, 'files'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** Mango's API at which a test decides about every byte; ends with the work. */
const withServer = (listener: RequestListener, work: () => Promise<void>): Promise<void> =>
  withRawServer(listener, async (url) => {
    await pointAt(`${url}/vpbx/`);
    await work();
  });

test('a recording is fetched by its one-time link, kept with its checksum, and open pages are told', async () => {
  const { body } = mango.keep('r1');
  const id = await announce('r1');

  await run(id);

  const row = await rowOf(id);
  expect(row).toMatchObject({
    state: 'stored',
    contentType: 'audio/wav',
    bytes: body.length,
    attempts: 1,
    storedAt: now,
  });
  expect(row.sha256).toBe(createHash('sha256').update(body).digest('hex'));
  expect(Buffer.compare(await fileOf(row.storageKey), body)).toBe(0);
  expect(updated).toEqual([row.callRowId]);
  expect(mango.requests).toEqual(['/vpbx/queries/recording/post', expect.stringMatching(/^\/files\//)]);
});

test('what is stored is not fetched again', async () => {
  mango.keep('r1');
  const id = await announce('r1');
  await run(id);
  await run(id);
  expect(mango.requests).toHaveLength(2);
  expect(updated).toHaveLength(1);
});

test('a recording that is not ready is asked for each minute until it is there', async () => {
  mango.keep('r1', { notReady: 2 });
  const id = await announce('r1');

  await run(id);
  expect(await rowOf(id)).toMatchObject({ state: 'announced', attempts: 1, lastError: 'code_3320' });
  expect(await nextTry(id)).toBe(60);

  await run(id);
  await run(id);
  expect(await rowOf(id)).toMatchObject({ state: 'stored', attempts: 3, lastError: null });
});

test('a recording that stays unknown for ten minutes is given up with the reason', async () => {
  const id = await announce('deleted');
  for (let attempt = 1; attempt <= 9; attempt += 1) await run(id);
  expect(await rowOf(id)).toMatchObject({ state: 'announced' });
  await run(id);
  expect(await rowOf(id)).toMatchObject({
    state: 'failed',
    lastError: 'code_3320',
    attempts: 10,
    storageKey: null,
  });
  expect(updated).toEqual([]);
});

test('a refused signature stops all fetching for two minutes and calls for a person once', async () => {
  mango.keep('r1');
  mango.keep('r2');
  const [first, second] = [await announce('r1'), await announce('r2')];
  mango.changeSalt('changed in the cabinet');

  await run(first);
  expect(await nextTry(first)).toBe(120);
  now = new Date(now.getTime() + 60_000);
  await run(second);

  expect(mango.requests).toHaveLength(1);
  expect(await nextTry(second)).toBe(60);
  expect(errors).toHaveLength(1);
  expect(await rowOf(first)).toMatchObject({ state: 'announced', attempts: 0, lastError: 'code_3102' });

  mango.changeSalt(FAKE_CREDENTIALS.apiSalt);
  now = new Date(now.getTime() + 60_000);
  await run(first);
  await run(second);
  expect([(await rowOf(first)).state, (await rowOf(second)).state]).toEqual(['stored', 'stored']);
});

test('the quarantine of somebody else’s mistake is respected likewise', async () => {
  mango.keep('r1');
  const id = await announce('r1');
  await withServer(
    (_, response) => response.writeHead(401).end(),
    () => run(id),
  );
  expect(errors).toHaveLength(1);
  expect(await nextTry(id)).toBe(120);
});

test.each(['status', 'result'] as const)('failures are read in either style (%s)', async (errorStyle) => {
  const other = await startFakeMango({ errorStyle });
  await pointAt(other.url);
  const id = await announce('nothing');
  await run(id);
  await other.close();
  expect(await rowOf(id)).toMatchObject({ lastError: 'code_3320', attempts: 1 });
});

test('asked to go slower, it pauses the account and does not count the try', async () => {
  const id = await announce('r1');
  const other = await announce('r2');
  await withServer(
    (_, response) => response.writeHead(429).end('{"name":"Service Unavailable","code":0,"status":429}'),
    () => run(id),
  );
  await run(other);
  expect(await rowOf(id)).toMatchObject({ state: 'announced', attempts: 0, lastError: 'http_429' });
  expect(await nextTry(other)).toBe(10);
  expect(errors).toEqual([]);
});

test.each([
  ['a page instead of audio', { contentType: 'text/html', body: Buffer.from('<html>') }, 'not_audio'],
  [
    'a page that calls itself audio',
    { contentType: 'audio/mpeg', body: Buffer.from('<!doctype html><p>') },
    'not_audio',
  ],
  ['an empty file', { contentType: 'audio/mpeg', body: Buffer.alloc(0) }, 'empty'],
  ['more than the ceiling', { contentType: 'audio/mpeg', body: Buffer.alloc(70_000, 'ID3') }, 'too_large'],
])('%s is refused and leaves nothing behind', async (_, file, reason) => {
  fetchRecording = startWorker({ maxBytes: 65_536 });
  mango.keep('r1', file);
  const id = await announce('r1');
  await run(id);
  expect(await rowOf(id)).toMatchObject({ state: 'announced', lastError: reason, attempts: 1 });
  expect(await nextTry(id)).toBe(60);
  expect(await leftovers()).toEqual([]);
});

test('MP3 is taken under either of its names', async () => {
  mango.keep('r1', {
    contentType: 'audio/mp3',
    body: Buffer.concat([Buffer.from('ID3'), Buffer.alloc(100)]),
  });
  const id = await announce('r1');
  await run(id);
  expect(await rowOf(id)).toMatchObject({ state: 'stored', contentType: 'audio/mpeg', bytes: 103 });
});

test('a transfer that breaks off leaves no half file and is tried again', async () => {
  const id = await announce('r1');
  const listener: RequestListener = (request, response) => {
    if (request.method === 'POST') response.writeHead(302, { Location: '/files/x' }).end();
    else {
      response
        .writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': 1000 })
        .write(Buffer.alloc(500));
      setTimeout(() => response.destroy(), 50);
    }
  };
  await withServer(listener, () => run(id));
  expect(await rowOf(id)).toMatchObject({ state: 'announced', lastError: 'broke_off' });
  expect(await leftovers()).toEqual([]);
});

test('a worker that starts again removes what its predecessor was receiving', async () => {
  const incoming = path.join(folder, 'files', 'recordings', '.incoming');
  await mkdir(incoming, { recursive: true });
  await writeFile(path.join(incoming, 'half.part'), 'half');
  mango.keep('r1');
  const id = await announce('r1');
  await run(id);
  expect(await leftovers()).toEqual([path.basename((await rowOf(id)).storageKey ?? '')]);
});

test('a file stored by a worker that died before saying so is replaced, not doubled', async () => {
  mango.keep('r1');
  const id = await announce('r1');
  await run(id);
  await database.prisma.recording.update({ where: { id }, data: { state: 'announced' } });
  fetchRecording = startWorker();
  await run(id);
  expect(await leftovers()).toHaveLength(1);
  expect(await rowOf(id)).toMatchObject({ state: 'stored' });
});

test('a Mango that hangs or is away is tried again in a minute', async () => {
  fetchRecording = startWorker({ timeoutMs: 100 });
  const id = await announce('r1');
  await withServer(
    () => undefined,
    () => run(id),
  );
  expect(await rowOf(id)).toMatchObject({ lastError: 'no_answer', attempts: 1 });
  await run(id);
  expect(await rowOf(id)).toMatchObject({ lastError: 'no_answer', attempts: 2 });
  expect(await nextTry(id)).toBe(60);
});

test('a redirect to another host is not followed', async () => {
  const id = await announce('r1');
  const { body } = mango.keep('bait');
  expect(body.length).toBeGreaterThan(0);
  const foreign = mango.url.replace('127.0.0.1', 'localhost');
  await withServer(
    (_, response) => response.writeHead(302, { Location: `${foreign}files/x` }).end(),
    () => run(id),
  );
  expect(await rowOf(id)).toMatchObject({ state: 'announced', lastError: 'foreign_address' });
  expect(mango.requests).toEqual([]);
});

test('one recording is never fetched twice at a time', async () => {
  mango.keep('r1');
  const id = await announce('r1');
  await Promise.all([run(id), run(id)]);
  expect(mango.requests).toHaveLength(2);
  expect(await rowOf(id)).toMatchObject({ state: 'stored' });
});
