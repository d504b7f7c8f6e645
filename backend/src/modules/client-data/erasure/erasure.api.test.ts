import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { canary, leaveTraces, type Canary, type Traces } from '../../../../test/factories/client-traces.js';
import { foldTotals } from '../../../../test/factories/call.js';
import { buildOrder } from '../../../../test/factories/order.js';
import { openLive, type LiveClient } from '../../../../test/live-client.js';
import { runErasureJobs } from '../../../../test/erasure-jobs.js';
import { connectTelephony, type TestTelephony } from '../../../../test/telephony.js';
import { dumpOf, filesBelow } from '../../../../test/whole-dump.js';
import { asSystem } from '../../../platform/db/row-scope.js';
import { createLogger } from '../../../platform/logging/logger.js';
import { verifyRollups } from '../../stats/verify-rollups.queries.js';
import { CLIENT_TABLES, columnsOf, type TableMap } from '../schema-map/index.js';

const CLIENT: Canary = canary('+79273710293', '71f3c9');
const OTHER: Canary = canary('+79273710294', '82a4d0');

const logs = mkdtempSync(path.join(os.tmpdir(), 'crm-erasure-'));
const file = path.join(logs, 'app.log');
const masking = { error: 'hint', warn: 'hint', info: 'hint', debug: 'hint' } as const;
// The console of a test is not that of the process; winston writes to the stream behind it.
const { _stdout: stdout } = globalThis.console as unknown as { _stdout: NodeJS.WriteStream };
let printed = '';
const listening = vi.spyOn(stdout, 'write').mockImplementation((chunk) => {
  printed += String(chunk);
  return true;
});
let api: TestApi;
let telephony: TestTelephony;
let live: LiveClient;
let traces: Traces;
let before: Figures;
let pseudonym: string;

beforeAll(async () => {
  const logger = createLogger({ level: 'debug', service: 'erasure', file, masking });
  api = await startTestApi({ logger });
  telephony = await connectTelephony(api);
  traces = await leaveTraces(api, telephony, CLIENT);
  await leaveTraces(api, telephony, OTHER);
  await mentionElsewhere();
  await foldTotals(api);
  before = await figures();
  // The search finds him in everything that holds clients, so that finding nothing afterwards means something.
  expect(await hits(CLIENT)).toEqual(['phone', 'name', 'address', 'word', 'digits']);
  live = await openLive({ url: api.url, token: await api.tokenOf(api.owner) });
  const asked = await erase(CLIENT.phone);
  expect(asked.status, asked.text).toBe(201);
  ({ pseudonym } = (asked.body as { data: { pseudonym: string } }).data);
  await runErasureJobs(api);
});
afterAll(async () => {
  live.close();
  await api.close();
  listening.mockRestore();
  rmSync(logs, { recursive: true, force: true });
});

const pathOf = (phone: string, what: string): string => `/api/clients/${encodeURIComponent(phone)}/${what}`;
const erase = (phone: string, body: object = {}) =>
  api
    .as(api.owner)
    .post(pathOf(phone, 'erasure'))
    .send({ confirmation: phone, reason: 'Заявление от 26 ноября', ...body });

/** Another client's words that name the number, in another writing. */
async function mentionElsewhere(): Promise<void> {
  const { phone } = CLIENT;
  const spaced = `8 (${phone.slice(2, 5)}) ${phone.slice(5, 8)}-${phone.slice(8, 10)}-${phone.slice(10)}`;
  await buildOrder(api, { phone: '+79270000001', statusOrder: 'completed', comment: `сестра: ${spaced}` });
}

interface Figures {
  readonly overall: unknown;
  readonly orders: unknown;
  readonly calls: number;
}

async function figures(): Promise<Figures> {
  const owner = api.as(api.owner);
  const overall = await owner.get('/api/stats/overall?startDate=2026-03-01&endDate=2026-12-31');
  expect(overall.status, overall.text).toBe(200);
  const { asOf: _, ...told } = (overall.body as { data: { asOf: string } }).data;
  const orders = await api.database.sql.query({
    text: `SELECT status_order, count(*), sum(result) AS result, sum(clean) AS clean, sum(master_change) AS change
      FROM "order" GROUP BY 1 ORDER BY 1`,
  });
  return {
    overall: told,
    orders,
    calls: await api.database.prisma.call.count(),
  };
}

/** In which of his ways of being known a client is found: in all tables, all files of the data folder, the log. */
async function hits(client: Canary): Promise<string[]> {
  const files = filesBelow(api.environment.dataDir);
  const written = files.map(
    ({ name, bytes }) => `${name}\n${bytes.toString('latin1')}\n${bytes.toString('utf8')}`,
  );
  const logged = readdirSync(logs).map((name) => readFileSync(path.join(logs, name), 'utf8'));
  const all = [await dumpOf(api.database.sql), ...written, ...logged, printed].join('\n');
  const national = client.phone.slice(2);
  const forms = {
    phone: [national, Buffer.from(national).toString('base64').slice(0, 12)],
    name: [client.name, Buffer.from(client.name).toString('hex')],
    address: [client.address],
    word: [client.word],
    digits: [client.digits],
  };
  return Object.entries(forms)
    .filter(([, values]) => values.some((value) => all.includes(value)))
    .map(([kind]) => kind);
}

test('an erased client is in no table, no file and no log; another one is whole', async () => {
  expect(await hits(CLIENT)).toEqual([]);
  expect(await hits(OTHER)).toEqual(['phone', 'name', 'address', 'word', 'digits']);
});

test('nothing in another writing is left in the words of others', async () => {
  const order = await api.database.prisma.order.findFirstOrThrow({ where: { phone: '+79270000001' } });
  expect(order).toMatchObject({ comment: `сестра: ${pseudonym.slice(1)}`, version: 2 });
});

test('his rows are there under a pseudonym that is not made of his number', async () => {
  expect(pseudonym).toMatch(/^\+0\d{13}$/);
  const calls = await api.database.prisma.call.findMany({ where: { id: { in: [...traces.callIds] } } });
  for (const call of calls)
    expect(call).toMatchObject({ phoneClient: pseudonym, comment: null, dtmf: [], hasRecording: false });
  expect(calls.map(({ status }) => status).sort()).toEqual(['answered', 'missed']);
  expect(await api.database.prisma.order.findUniqueOrThrow({ where: { id: traces.orderId } })).toMatchObject({
    ...{ phone: pseudonym, clientName: pseudonym, address: '—', problem: '—', reason: '—' },
    ...{ comment: null, avitoChatid: null, statusOrder: 'refused', version: 4 },
  });
  const history = await api.database.prisma.orderHistory.findMany({ where: { orderId: traces.orderId } });
  expect(history.map(({ kind }) => kind).sort()).toEqual(['call_linked', 'changed', 'created', 'status']);
  expect(history.find(({ kind }) => kind === 'changed')?.changes).toEqual({
    address: [null, null],
    comment: [null, null],
  });
});

test('no figure and no sum of money has changed', async () => {
  expect(await figures()).toEqual(before);
  expect(await asSystem(() => verifyRollups(api.database.sql))).toEqual([]);
  await foldTotals(api);
  expect(await asSystem(() => verifyRollups(api.database.sql))).toEqual([]);
});

test('the file of a recording is gone, and its row tells only that there was one', async () => {
  const recordings = await api.database.prisma.recording.findMany({
    where: { callRowId: traces.callIds[0] ?? 0 },
  });
  expect(recordings.length).toBe(2);
  for (const recording of recordings)
    expect(recording).toMatchObject({ state: 'erased', storageKey: null, sha256: null, bytes: null });
  const left = filesBelow(path.join(api.environment.dataDir, 'files', 'recordings'));
  expect(left).toHaveLength(1);
  const answer = await api.as(api.owner).get(`/api/calls/${String(traces.callIds[0])}/recording`);
  expectProblem(answer, 404, 'not_found');
});

test('nobody owes him a call', async () => {
  const debts = await api.database.prisma.debt.findMany({});
  expect(debts.map(({ phoneClient }) => phoneClient)).toEqual([OTHER.phone]);
});

test('open pages are told to read anew', async () => {
  await expect.poll(() => live.messages.map(({ type }) => type)).toContain('reload');
});

test('the number is unknown now, and the card of the pseudonym shows what is left', async () => {
  expectProblem(
    await api.as(api.owner).get(`/api/clients/${encodeURIComponent(CLIENT.phone)}`),
    404,
    'not_found',
  );
  expectProblem(await api.as(api.owner).get(pathOf(CLIENT.phone, 'export')), 404, 'not_found');
  const card = await api.as(api.owner).get(`/api/clients/${encodeURIComponent(pseudonym)}`);
  expect(card.body).toMatchObject({
    data: { phone: pseudonym, isErased: true, totals: { calls: 2, orders: 1 } },
  });
  // A viewer, who sees no numbers, can tell him from a number all the same.
  const viewer = await api.build.operator({ role: 'viewer' });
  const seen = await api.as(viewer).get(`/api/clients/${encodeURIComponent(pseudonym)}`);
  expect(seen.body).toMatchObject({ data: { phone: pseudonym } });
});

test('what is left of the client’s columns is what the map and the erasure agree on', async () => {
  const left: Record<string, string> = {};
  for (const [table, map] of Object.entries(CLIENT_TABLES) as [string, TableMap][])
    for (const column of columnsOf(map.client)) {
      const [row] = await api.database.sql.query<{ text: string | null }>({
        text: `SELECT string_agg("${column}"::text, ' ') AS text FROM "${table}"`,
      });
      if ((row?.text ?? '').includes(CLIENT.phone.slice(2))) left[`${table}.${column}`] = row?.text ?? '';
    }
  expect(left).toEqual({});
});

test('the log keeps ids alone: what was opened before can be tied to nobody any more', async () => {
  const rows = await api.database.prisma.audit.findMany({
    where: { objectType: 'client' },
    orderBy: { id: 'asc' },
  });
  const erased = rows.find(({ action }) => action === 'client.erased');
  const own = rows.filter(({ objectId }) => objectId === erased?.objectId);
  expect(own.map(({ action }) => action)).toEqual(['client.open', 'client.erase', 'client.erased']);
  expect(erased).toMatchObject({
    actorOperatorId: null,
    diffFields: { calls: { after: 2 }, orders: { after: 1 }, recordings: { after: 2 } },
  });
  expect(await api.database.prisma.clientRef.count({ where: { id: erased?.objectId ?? '' } })).toBe(0);
});

test('the erasure itself keeps who asked and why, and no number', async () => {
  const erasure = await api.database.prisma.clientErasure.findFirstOrThrow();
  expect(erasure).toMatchObject({ phoneSealed: null, pseudonym, reason: 'Заявление от 26 ноября' });
  const answer = await api.as(api.owner).get(`/api/client-erasures/${String(erasure.id)}`);
  expect(answer.body).toMatchObject({
    data: {
      ...{ pseudonym, operator: { id: api.owner.id }, finishedAt: erasure.finishedAt?.toISOString() },
      ...{ calls: { done: 2, total: 2 }, orders: { done: 1, total: 1 }, recordings: 2 },
    },
  });
});

test('a job that runs again finds nothing to do', async () => {
  const audited = await api.database.prisma.audit.count();
  const erasure = await api.database.prisma.clientErasure.findFirstOrThrow();
  await asSystem(() =>
    api.container.worker.jobs['client.erase']({ erasureId: erasure.id }, { number: 1, isLast: false }),
  );
  expect(await api.database.prisma.audit.count()).toBe(audited);
});
