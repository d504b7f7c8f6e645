import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { canary, leaveTraces, type Canary } from '../../../../test/factories/client-traces.js';
import { foreignOrganization } from '../../../../test/factories/foreign.js';
import { buildCall } from '../../../../test/factories/call.js';
import { buildOrder, freshPhone } from '../../../../test/factories/order.js';
import { connectTelephony } from '../../../../test/telephony.js';
import { CLIENT_TABLES, columnsOf, type ClientTable, type TableMap } from '../schema-map/index.js';

type Row = Record<string, unknown>;
interface ExportFile {
  readonly phone: string;
  readonly tables: Readonly<Record<ClientTable, Row[]>>;
  readonly accesses: { readonly action: string }[];
}

const CLIENT: Canary = canary('+79273710293', '71f3c9');
const OTHER: Canary = canary('+79273710294', '82a4d0');
let api: TestApi;
let file: ExportFile;
let text: string;

const exportOf = (phone: string, as = api.owner) =>
  api
    .as(as)
    .get(`/api/clients/${encodeURIComponent(phone)}/export`)
    .buffer(true);

beforeAll(async () => {
  api = await startTestApi();
  const telephony = await connectTelephony(api);
  await leaveTraces(api, telephony, CLIENT);
  await leaveTraces(api, telephony, OTHER);
  // While an erasure is underway, the sealed number is one more place.
  const reason = 'Заявление клиента';
  const asked = { confirmation: CLIENT.phone, reason };
  const path = `/api/clients/${encodeURIComponent(CLIENT.phone)}/erasure`;
  expect((await api.as(api.owner).post(path).send(asked)).status).toBe(201);
  const response = await exportOf(CLIENT.phone);
  expect(response.status, response.text).toBe(200);
  expect(response.headers['content-disposition']).toMatch(
    /^attachment; filename=client-\d{4}-\d\d-\d\d\.json$/,
  );
  ({ text } = response);
  file = JSON.parse(text) as ExportFile;
});
afterAll(() => api.close());

const TABLES = Object.entries(CLIENT_TABLES) as [ClientTable, TableMap][];

test.each(TABLES)(
  '%s: every column that the map calls the client’s is in the file, with a value',
  (table, map) => {
    const rows = file.tables[table];
    const columns = [...columnsOf(map.client), ...columnsOf(map.none)].sort();
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(Object.keys(row).sort()).toEqual(columns);
    const isEmpty = (value: unknown): boolean =>
      value === null || (Array.isArray(value) && value.length === 0);
    const silent = columnsOf(map.client).filter((column) => rows.every((row) => isEmpty(row[column])));
    expect(silent).toEqual([]);
  },
);

test('nothing of those who work here and of other clients is in it', () => {
  for (const [table, { staff }] of TABLES)
    for (const column of columnsOf(staff))
      expect(Object.keys(file.tables[table][0] ?? {})).not.toContain(column);
  for (const value of [OTHER.phone.slice(2), OTHER.name, OTHER.word]) expect(text).not.toContain(value);
});

test('raw events are given as they were posted, those without effect too', () => {
  const raw = file.tables.inbox_event.map((row) => String(row['raw'])).join('\n');
  for (const part of [
    '"display_name":"Канарейкина 71f3c9"',
    'no event: 79273710293',
    '"text":"canary-71f3c9"',
  ])
    expect(raw).toContain(part);
});

test('tells the client when he was looked at, and not by whom', () => {
  expect(file.accesses.map(({ action }) => action)).toEqual(['client.export', 'client.erase', 'client.open']);
  expect(Object.keys(file.accesses[0] ?? {})).toEqual(['at', 'action']);
});

test('is on record by an id that does not tell the number', async () => {
  const rows = await api.database.prisma.audit.findMany({ where: { action: 'client.export' } });
  const ref = await api.database.prisma.clientRef.findFirstOrThrow({ where: { phone: CLIENT.phone } });
  expect(rows).toMatchObject([{ objectType: 'client', objectId: ref.id, actorOperatorId: api.owner.id }]);
  expect(JSON.stringify(rows.map(({ diffFields }) => diffFields))).not.toContain(CLIENT.phone.slice(2));
});

test('of a number that only an outside system has named there is a file too', async () => {
  const phone = '+79273710299';
  const raw = Buffer.from('{"to":"79273710299"}');
  const dedup = Buffer.alloc(32, 7);
  const { id: organizationId } = api.organization;
  await api.database.prisma.inboxEvent.create({
    data: { organizationId, provider: 'mango', path: 'events/sms', status: 'processed', raw, dedup },
  });
  const response = await exportOf(phone);
  expect(response.status).toBe(200);
  expect((JSON.parse(response.text) as ExportFile).tables.inbox_event).toHaveLength(1);
});

test('reaches all cities, open and deleted orders, and no other organisation', async () => {
  const foreign = await foreignOrganization(api);
  const phone = freshPhone();
  await buildCall(foreign, { phoneClient: phone });
  expectProblem(await exportOf(phone), 404, 'not_found');
  const elsewhere = await buildCall(api, { phoneClient: phone, city: 'Омск' });
  const open = await buildOrder(api, { phone });
  const deleted = await buildOrder(api, { phone, statusOrder: 'refused' });
  await api.database.prisma.order.update({ where: { id: deleted.id }, data: { deletedAt: new Date() } });
  const { tables } = JSON.parse((await exportOf(phone)).text) as ExportFile;
  expect(tables.call.map(({ id }) => id)).toEqual([elsewhere.id]);
  expect(tables.order.map(({ id }) => id)).toEqual([open.id, deleted.id]);
});

test('is for those who may, with a proof of theirs', async () => {
  const manager = await api.build.operator({ role: 'manager' });
  expectProblem(await exportOf(CLIENT.phone, manager), 403, 'forbidden');
  const admin = await api.build.operator({ role: 'admin' });
  const token = await api.tokenOf(admin);
  await api.database.prisma.session.updateMany({
    where: { operatorId: admin.id },
    data: { authenticatedAt: new Date(Date.now() - 11 * 60_000) },
  });
  const answer = await api.anonymous
    .get(`/api/clients/${encodeURIComponent(CLIENT.phone)}/export`)
    .set('Authorization', `Bearer ${token}`);
  expectProblem(answer, 403, 'step_up_required');
});
