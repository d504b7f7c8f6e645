import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../../test/api.js';
import { runErasureJobs } from '../../../../test/erasure-jobs.js';
import { callEvents, canary, post, type Canary } from '../../../../test/factories/client-traces.js';
import { freshPhone } from '../../../../test/factories/order.js';
import { connectTelephony, type TestTelephony } from '../../../../test/telephony.js';
import { dumpOf } from '../../../../test/whole-dump.js';

let api: TestApi;
let telephony: TestTelephony;
beforeAll(async () => {
  api = await startTestApi();
  telephony = await connectTelephony(api);
});
afterAll(() => api.close());

const someone = (): Canary => {
  const phone = freshPhone();
  return canary(phone, phone.slice(-6));
};
const erase = async ({ phone }: Canary): Promise<void> => {
  const asked = await api
    .as(api.owner)
    .post(`/api/clients/${encodeURIComponent(phone)}/erasure`)
    .send({ confirmation: phone, reason: 'Заявление клиента' });
  expect(asked.status, asked.text).toBe(201);
};
const callOf = (entryId: string) => api.database.prisma.call.findFirstOrThrow({ where: { entryId } });
const holds = async ({ phone }: Canary): Promise<boolean> =>
  (await dumpOf(api.database.sql)).includes(phone.slice(2));

test('events that come late, or once more, bring nothing back and change no fact of the call', async () => {
  const client = someone();
  const entryId = `late-${randomUUID()}`;
  const events = callEvents(client, entryId);
  // The summary and the second state of the leg are on their way still.
  await post(telephony, [...events.slice(0, 1), ...events.slice(4, 5)]);
  await telephony.sweeps.concludeCalls();
  await api.database.sql.query({ text: 'UPDATE call SET has_open_leg = false' });
  await erase(client);
  await runErasureJobs(api);
  const erased = await callOf(entryId);
  await post(telephony, events);
  await post(telephony, [
    {
      path: 'events/record/added',
      json: JSON.stringify({ entry_id: entryId, recording_id: `rec-${entryId}` }),
    },
    // The same fact in other words, and a copy in other bytes.
    { path: 'events/call', json: (events[0]?.json ?? '').replace('1773644400', '1773644402') },
    { path: 'events/call', json: JSON.stringify(JSON.parse(events[0]?.json ?? ''), null, 1) },
  ]);
  expect(await holds(client)).toBe(false);
  const call = await callOf(entryId);
  expect(call).toMatchObject({
    phoneClient: erased.phoneClient,
    status: 'answered',
    talkSeconds: 53,
    dtmf: [],
  });
  expect(call).toMatchObject({ direction: 'inbound', phoneAts: '+74950000101', hasRecording: false });
  const recordings = await api.database.prisma.recording.findMany({ where: { callRowId: call.id } });
  expect(recordings.map(({ state }) => state)).toEqual(['erased']);
  const fetches = await api.database.sql.query({
    text: `SELECT 1 FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier = 'recording.fetch'`,
  });
  expect(fetches).toEqual([]);
});

test('events applied once more from the inbox fold to the same call', async () => {
  const client = someone();
  const entryId = `replayed-${randomUUID()}`;
  await post(telephony, callEvents(client, entryId));
  await erase(client);
  await runErasureJobs(api);
  const erased = await callOf(entryId);
  await api.database.sql.query({
    text: `UPDATE inbox_event SET status = 'pending' WHERE status = 'processed'`,
  });
  await api.database.sql.query({
    text: 'UPDATE call SET is_final = false WHERE entry_id = $1',
    values: [entryId],
  });
  await telephony.work();
  const { isFinal, version, updatedAt, ...folded } = await callOf(entryId);
  expect(folded).toEqual({ ...erased, isFinal: undefined, version: undefined, updatedAt: undefined });
  expect({ isFinal, isNewer: version >= erased.version, updatedAt }).toMatchObject({ isNewer: true });
  expect(await holds(client)).toBe(false);
});

test('what waits in the inbox is erased before it is applied', async () => {
  const client = someone();
  await post(telephony, callEvents(client, `known-${randomUUID()}`));
  const entryId = `waiting-${randomUUID()}`;
  for (const { path, json } of callEvents(client, entryId)) await telephony.postJson(path, json);
  await erase(client);
  await runErasureJobs(api);
  await telephony.work();
  const { phoneClient } = await callOf(entryId);
  const erasure = await api.database.prisma.clientErasure.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(phoneClient).toBe(erasure.pseudonym);
  expect(await holds(client)).toBe(false);
});

test('who calls again is a new client', async () => {
  const client = someone();
  await post(telephony, callEvents(client, `old-${randomUUID()}`));
  await erase(client);
  await runErasureJobs(api);
  const entryId = `again-${randomUUID()}`;
  await post(telephony, callEvents(client, entryId, false));
  expect(await callOf(entryId)).toMatchObject({ phoneClient: client.phone, status: 'missed' });
  expect(await api.database.prisma.debt.count({ where: { phoneClient: client.phone } })).toBe(1);
  const card = await api.as(api.owner).get(`/api/clients/${encodeURIComponent(client.phone)}`);
  expect(card.body).toMatchObject({ data: { isErased: false, totals: { calls: 1 } } });
});

test('a call that rings while the work goes on keeps its number', async () => {
  const client = someone();
  await post(telephony, callEvents(client, `before-${randomUUID()}`));
  await erase(client);
  const entryId = `ringing-${randomUUID()}`;
  const [ring, ...rest] = callEvents(client, entryId);
  if (ring) await post(telephony, [ring]);
  await runErasureJobs(api);
  await post(telephony, rest);
  expect(await callOf(entryId)).toMatchObject({ phoneClient: client.phone, status: 'answered' });
});

test('telephony that posts while the work goes on leaves no half-erased call', async () => {
  const client = someone();
  const entryIds = Array.from({ length: 12 }, (_, n) => `busy-${String(n)}-${randomUUID()}`);
  const events = entryIds.map((entryId) => callEvents(client, entryId));
  for (const own of events) await post(telephony, own.slice(0, -1).concat(own.slice(-1)));
  await erase(client);
  const repeatAll = async (): Promise<void> => {
    for (const own of events)
      for (const { path, json } of own) await telephony.postJson(path, json.replace('"seq":1', '"seq": 1'));
    await telephony.work();
  };
  await Promise.all([repeatAll(), runErasureJobs(api), repeatAll()]);
  await telephony.work();
  expect(await holds(client)).toBe(false);
  const phones = await api.database.prisma.call.findMany({ where: { entryId: { in: entryIds } } });
  expect(new Set(phones.map(({ phoneClient }) => phoneClient)).size).toBe(1);
});
