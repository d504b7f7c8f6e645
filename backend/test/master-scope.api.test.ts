import { afterAll, afterEach, expect, test } from 'vitest';
import { startTestApi } from './api.js';
import { buildCall } from './factories/call.js';
import { buildOrder } from './factories/order.js';
import { recordedCall, recordingOf } from './factories/recording.js';

const api = await startTestApi();
const begin = new Date();
afterEach(() => {
  api.clock.set(begin);
});
afterAll(() => api.close());

const DAY_MS = 86_400_000;
const later = (milliseconds: number): void => {
  api.clock.set(new Date(begin.getTime() + milliseconds));
};
const master = () => api.build.operator({ role: 'master', cities: ['Саратов'] });
const idsOf = ({ body }: { body: unknown }): number[] =>
  (body as { data: { id: number }[] }).data.map(({ id }) => id);

test('an order given to another master is gone for the first at his next request, from card, list and steps', async () => {
  const [first, second] = [await master(), await master()];
  const order = await buildOrder(api, { statusOrder: 'assigned', masterId: first.masterId });
  const path = `/api/orders/${String(order.id)}`;
  const seenBy = async (person: typeof first) => ({
    card: (await api.as(person).get(path)).status,
    isListed: idsOf(await api.as(person).get('/api/orders')).includes(order.id),
  });
  expect(await seenBy(first)).toEqual({ card: 200, isListed: true });
  expect(await seenBy(second)).toEqual({ card: 404, isListed: false });

  const given = await api
    .as(api.owner)
    .patch(path)
    .send({ version: order.version, masterId: second.masterId });
  expect(given.status, given.text).toBe(200);
  expect(await seenBy(first)).toEqual({ card: 404, isListed: false });
  expect(await seenBy(second)).toEqual({ card: 200, isListed: true });
  const step = { version: order.version + 1, status: 'on_the_way' };
  expect((await api.as(first).post(`${path}/status`).send(step)).status).toBe(404);
});

test('a closed order stays with its master for fourteen days', async () => {
  const person = await master();
  const order = await buildOrder(api, {
    statusOrder: 'completed',
    masterId: person.masterId,
    closingData: begin,
  });
  const read = async () => (await api.as(person).get(`/api/orders/${String(order.id)}`)).status;
  api.clock.set(begin);
  expect(await read()).toBe(200);
  later(14 * DAY_MS + 1);
  expect(await read()).toBe(404);
});

test('calls, clients and recordings are none of a master’s business, not even of his own orders', async () => {
  const person = await master();
  const call = await recordedCall(api);
  await recordingOf(api, call);
  const { phoneClient } = await buildCall(api);
  const id = String(call.id);
  for (const path of ['/calls', `/calls/${id}`, `/clients/${phoneClient ?? ''}`, `/calls/${id}/recording`])
    expect({ path, status: (await api.as(person).get(`/api${path}`)).status }).toEqual({ path, status: 403 });
});
