import { createServer, connect, type Server, type Socket } from 'node:net';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/database.js';
import { filesBelow } from '../../../test/whole-dump.js';
import { openDatabase, type Database } from '../../platform/db/database.js';
import { silentLogger } from '../../platform/logging/logger.js';
import { systemClock } from '../../platform/time.js';
import { createInboxModule, type InboxModule } from './index.js';
import { encodeRecord } from './spool/spool-record.js';
import type { ReceivedEvent } from './received-event.js';

/** A door to the database that can be shut: new connections are refused, the open ones are cut. */
interface Door {
  readonly url: string;
  shut(): Promise<void>;
  open(): Promise<void>;
}

async function createDoor(target: string): Promise<Door> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  const listen = async (at: number): Promise<number> => {
    const next = createServer((client) => {
      const upstream = connect({ host: hostname, port: Number(port) });
      for (const socket of [client, upstream]) {
        sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => sockets.delete(socket));
      }
      client.pipe(upstream).pipe(client);
    });
    await new Promise<void>((resolve) => next.listen(at, '127.0.0.1', resolve));
    server = next;
    const address = next.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  const ownPort = await listen(0);
  const url = new URL(target);
  url.host = `127.0.0.1:${String(ownPort)}`;
  return {
    url: url.href,
    shut: async () => {
      const closed = new Promise((resolve) => server?.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    open: async () => {
      if (server?.listening !== true) await listen(ownPort);
    },
  };
}

let testDatabase: TestDatabase;
let database: Database;
let door: Door;
let dataDir: string;
const modules: InboxModule[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url, applicationName: 'test', poolSize: 5 });
  door = await createDoor(testDatabase.url);
});

afterAll(async () => {
  await door.shut();
  await database.close();
  await testDatabase.drop();
});

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'crm-spool-'));
  await database.sql.query({ text: 'TRUNCATE inbox_event' });
});

afterEach(async () => {
  await Promise.all(modules.splice(0).map((inbox) => inbox.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

function createInbox(options: { spoolBytes?: number } = {}): InboxModule {
  const inbox = createInboxModule({
    database,
    databaseUrl: door.url,
    dataDir,
    clock: systemClock,
    logger: silentLogger,
    registry: new Registry(),
    ...options,
  });
  modules.push(inbox);
  return inbox;
}

const event = (body: string): Omit<ReceivedEvent, 'receivedAt'> => ({
  organizationId: 1,
  provider: 'test',
  path: 'events/call',
  raw: Buffer.from(body),
});

const bodies = async (): Promise<string[]> =>
  (await database.prisma.inboxEvent.findMany()).map(({ raw }) => Buffer.from(raw).toString()).sort();

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `event ${String(index).padStart(4, '0')}`);

test('many at once are stored once each', async () => {
  const { store } = createInbox();
  const wanted = numbered(500);

  await Promise.all([...wanted, ...wanted.slice(0, 100)].map((body) => store.keep(event(body))));

  expect(await bodies()).toEqual(wanted);
});

describe('while the database is away', () => {
  test('events wait on disk and are all there, once each, when it is back', async () => {
    const { store } = createInbox();
    await store.keep(event('before'));
    await door.shut();
    const wanted = numbered(300);
    await Promise.all(wanted.map((body) => store.keep(event(body))));
    expect(store.spoolBytes).toBeGreaterThan(0);
    expect(await bodies()).toEqual(['before']);

    await door.open();
    await expect.poll(bodies, { timeout: 5000 }).toEqual(['before', ...wanted]);
    await expect.poll(() => store.spoolBytes).toBe(0);
    await store.keep(event('straight again'));
    expect(await bodies()).toContain('straight again');
  });

  test('what was handed over is on the disk no more, so that nobody finds there whom the database has forgotten', async () => {
    const { store } = createInbox();
    await door.shut();
    const bodiesOfCalls = numbered(50).map((text) => `${text} 79273710293`);
    await Promise.all(bodiesOfCalls.map((body) => store.keep(event(body))));
    const written = (): boolean => filesBelow(dataDir).some(({ bytes }) => bytes.some((byte) => byte !== 0));
    expect(written()).toBe(true);
    await door.open();
    await expect.poll(bodies, { timeout: 5000 }).toEqual(bodiesOfCalls);
    await expect.poll(written).toBe(false);
  });

  test('events of a process that was stopped are brought in by the next one', async () => {
    const first = createInbox();
    await door.shut();
    await first.store.keep(event('left behind'));
    await first.stop();
    modules.splice(modules.indexOf(first), 1);
    await door.open();

    await createInbox().start();

    expect(await bodies()).toEqual(['left behind']);
  });

  test('events of a process that was killed are brought in, but for a torn last one', async () => {
    const folder = path.join(dataDir, 'spool');
    await createInbox().start();
    const whole = ['first', 'second'].map((body) => encodeRecord({ ...event(body), receivedAt: new Date() }));
    const torn = encodeRecord({ ...event('torn'), receivedAt: new Date() }).subarray(0, -3);
    // Our own number with another start: that of a process that is long gone.
    await writeFile(path.join(folder, `${String(process.pid)}-1-1.spool`), Buffer.concat([...whole, torn]));

    await createInbox().start();

    expect(await bodies()).toEqual(['first', 'second']);
  });

  test('a file of a living process is left alone', async () => {
    const first = createInbox();
    await door.shut();
    await first.store.keep(event('mine'));
    const files = await readdir(path.join(dataDir, 'spool'));
    await createInbox().start();

    expect(await readdir(path.join(dataDir, 'spool'))).toEqual(expect.arrayContaining(files));
    await door.open();
    await expect.poll(bodies, { timeout: 5000 }).toEqual(['mine']);
  });

  test('a full spool refuses with 503 and a time to come back', async () => {
    const { store } = createInbox({ spoolBytes: 2000 });
    await door.shut();
    try {
      const results = await Promise.allSettled(numbered(40).map((body) => store.keep(event(body))));
      const refused = results.filter((result) => result.status === 'rejected');

      expect(refused.length).toBeGreaterThan(0);
      expect(refused.length).toBeLessThan(40);
      expect(refused[0]?.reason).toMatchObject({ status: 503, code: 'overloaded', retryAfterSeconds: 2 });
      await door.open();
      await expect.poll(async () => (await bodies()).length, { timeout: 5000 }).toBe(40 - refused.length);
      await expect.poll(() => store.spoolBytes).toBe(0);
      await store.keep(event('room again'));
    } finally {
      await door.open();
    }
  });
});
