import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import { openLive, type LiveClient } from '../../../test/live-client.js';
import { publishLiveEvents, type NewLiveEvent } from '../../platform/realtime/live-event.js';
import { removeOldLiveEvents } from './index.js';

let api: TestApi;
const opened: LiveClient[] = [];

beforeAll(async () => {
  api = await startTestApi();
});
afterEach(() => {
  for (const client of opened.splice(0)) client.close();
});
afterAll(() => api.close());

const open = async (operator: { id: number }, lastEventId?: string): Promise<LiveClient> => {
  const token = await api.tokenOf(operator);
  const client = await openLive({ url: api.url, token, ...(lastEventId !== undefined && { lastEventId }) });
  opened.push(client);
  return client;
};
const event = (overrides: Partial<NewLiveEvent> = {}): NewLiveEvent => ({
  organizationId: api.organization.id,
  type: 'call.updated',
  city: null,
  data: {},
  ...overrides,
});
const publish = (events: readonly NewLiveEvent[]) =>
  api.database.inTransaction((db) => publishLiveEvents(db, events));
const idsOf = ({ messages }: LiveClient) =>
  messages.flatMap(({ data }) => (data['id'] === undefined ? [] : [data['id']]));
/** An event everybody gets: what was to come before it has come. */
const settle = async (clients: readonly LiveClient[]): Promise<void> => {
  await publish([event({ type: 'reload', data: { id: 'end' } })]);
  for (const client of clients) await expect.poll(() => idsOf(client)).toContain('end');
};

test('an event is told once, with its type, instant and data', async () => {
  const client = await open(api.owner);
  await publish([event({ data: { id: 7, note: 'x' } })]);
  await settle([client]);

  const told = client.messages.filter(({ type }) => type === 'call.updated');
  expect(told).toHaveLength(1);
  expect(told[0]?.data).toMatchObject({ type: 'call.updated', id: 7, note: 'x' });
  expect(Date.parse(told[0]?.data['at'] as string)).not.toBeNaN();
});

test('an event of a transaction that fails is never told', async () => {
  const client = await open(api.owner);
  await api.database
    .inTransaction(async (db) => {
      await publishLiveEvents(db, [event({ data: { id: 'rolled back' } })]);
      throw new Error('no');
    })
    .catch(() => undefined);
  await settle([client]);
  expect(idsOf(client)).toEqual(['end']);
});

test('a later event that commits first does not hide an earlier one', async () => {
  const client = await open(api.owner);
  let finishFirst: () => void = () => undefined;
  const hold = new Promise<void>((resolve) => (finishFirst = resolve));
  let hasWritten: () => void = () => undefined;
  const written = new Promise<void>((resolve) => (hasWritten = resolve));
  const first = api.database.inTransaction(async (db) => {
    await publishLiveEvents(db, [event({ data: { id: 'slow' } })]);
    hasWritten();
    await hold;
  });
  await written;
  await publish([event({ data: { id: 'fast' } })]);
  finishFirst();
  await first;
  await settle([client]);
  expect(idsOf(client)).toEqual(['slow', 'fast', 'end']);
});

test('who may see what: organisation, cities, rights, and what concerns one by name', async () => {
  const other = await api.build.organization();
  const stranger = await api.build.operator({ organizationId: other.id, role: 'owner' });
  const saratov = await api.build.operator({ cities: ['Саратов'] });
  const master = await api.build.operator({ role: 'master', cities: ['Саратов'] });
  const [owner, local, technician, foreign] = await Promise.all([
    open(api.owner),
    open(saratov),
    open(master),
    open(stranger),
  ]);

  await publish([
    event({ city: 'Саратов', data: { id: 'here' } }),
    event({ city: 'Омск', data: { id: 'there' } }),
    event({ city: 'Омск', operatorIds: [saratov.id], data: { id: 'own there' } }),
    event({ data: { id: 'nowhere' } }),
    event({ type: 'order.updated', city: 'Саратов', data: { id: 'order' } }),
    event({ type: 'order.updated', city: 'Саратов', operatorIds: [master.id], data: { id: 'his order' } }),
    event({ type: 'presence.changed', city: 'Саратов', data: { id: 'presence' } }),
  ]);
  await settle([owner, local, technician]);

  expect(idsOf(owner)).toEqual([
    'here',
    'there',
    'own there',
    'nowhere',
    'order',
    'his order',
    'presence',
    'end',
  ]);
  expect(idsOf(local)).toEqual(['here', 'own there', 'nowhere', 'order', 'his order', 'presence', 'end']);
  expect(idsOf(technician)).toEqual(['his order', 'end']);
  expect(idsOf(foreign)).toEqual([]);
});

test('viewers see numbers masked, at any depth', async () => {
  const viewer = await api.build.operator({ role: 'viewer' });
  const client = await open(viewer);
  await publish([
    event({ data: { id: 1, call: { phoneClient: '+79271154820', orders: [{ phone: '+79271154821' }] } } }),
  ]);
  await settle([client]);
  const text = JSON.stringify(client.messages);
  expect(text).toContain('+7******4820');
  expect(text).not.toMatch(/927115/);
});

test('a client that comes back gets what it missed, once, and nothing of before', async () => {
  const before = await open(api.owner);
  await publish([event({ data: { id: 'seen' } })]);
  await expect.poll(() => idsOf(before)).toContain('seen');
  const lastId = before.messages.at(-1)?.id;
  before.close();
  await publish(Array.from({ length: 1200 }, (_, index) => event({ data: { id: index } })));

  const after = await open(api.owner, lastId);
  await settle([after]);
  expect(idsOf(after)).toEqual([...Array.from({ length: 1200 }, (_, index) => index), 'end']);
});

test('a client whose last event is no longer kept is told to reload', async () => {
  await publish([event({ data: { id: 'old' } })]);
  const client = await open(api.owner, '1-1');
  expect(client.messages.map(({ type }) => type)).toEqual(['reload', 'ready']);

  await api.database.sql.query({ text: `UPDATE live_event SET at = now() - interval '25 hours'` });
  const removed = await removeOldLiveEvents(api.database.sql);
  expect(removed).toBeGreaterThan(0);
  const [kept] = await api.database.sql.query<{ count: number }>({ text: 'SELECT count(*) FROM live_event' });
  expect(kept?.count).toBe(1);
});

test('the stream ends with the session, and an ended session opens none', async () => {
  const operator = await api.build.operator();
  const token = await api.tokenOf(operator);
  const client = await openLive({ url: api.url, token });
  opened.push(client);
  await api.database.prisma.session.updateMany({
    where: { operatorId: operator.id },
    data: { revokedAt: new Date() },
  });
  await api.database.sql.query({ text: `SELECT pg_notify('session', $1)`, values: [String(operator.id)] });
  await client.ended;
  expect((await openLive({ url: api.url, token })).status).toBe(401);
});
