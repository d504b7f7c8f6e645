import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { TestApi } from '../api.js';
import type { TestTelephony } from '../telephony.js';
import { orderBody } from './order.js';
import { recordingOf } from './recording.js';

/** A client unlike any other, in everything that is his. */
export interface Canary {
  /** E.164 */
  readonly phone: string;
  readonly name: string;
  readonly address: string;
  /** Stands in every free text about him. */
  readonly word: string;
  /** What he typed in the voice menu. */
  readonly digits: string;
}

export const canary = (phone: string, mark: string): Canary => ({
  phone,
  name: `Канарейкина ${mark}`,
  address: `Канареечная, ${mark}`,
  word: `canary-${mark}`,
  digits: phone.slice(-9),
});

export interface Traces {
  readonly callIds: readonly number[];
  readonly orderId: number;
  readonly recordingId: number;
  readonly entryId: string;
}

const LINE = '74950000101';

/** Events of a call, from its ring to its summary. `display_name` is of no kind that is read, as a protocol may grow. */
export function callEvents({ phone, name, digits }: Canary, entryId: string, isAnswered = true) {
  // A call that is missed comes an hour after the others.
  const began = isAnswered ? 1773644400 : 1773648000;
  const number = phone.slice(1);
  const leg = {
    ...{ entry_id: entryId, call_id: `leg-${entryId}`, location: 'abonent' },
    from: { number, display_name: name },
    to: { extension: '101', number: 'sip:op101@vpbx.example', line_number: LINE },
  };
  const recording = {
    entry_id: entryId,
    recording_id: `rec-${entryId}`,
    call_id: leg.call_id,
    extension: '101',
  };
  const summary = {
    ...{ entry_id: entryId, call_direction: 1, from: { number }, to: leg.to, line_number: LINE },
    ...{ create_time: began, forward_time: began, talk_time: isAnswered ? began + 7 : 0 },
    ...{ end_time: began + 60, entry_result: isAnswered ? 1 : 0, disconnect_reason: 1110 },
  };
  const at = (path: string, event: object) => ({ path, json: JSON.stringify(event) });
  const talked = [
    at('events/call', { ...leg, seq: 2, timestamp: began + 7, call_state: 'Connected' }),
    at('events/dtmf', {
      entry_id: entryId,
      call_id: leg.call_id,
      seq: 1,
      dtmf: digits,
      timestamp: began + 10,
    }),
    at('events/recording', { ...recording, seq: 1, recording_state: 'Started', timestamp: began + 7 }),
  ];
  return [
    at('events/call', { ...leg, seq: 1, timestamp: began, call_state: 'Appeared' }),
    ...(isAnswered ? talked : []),
    at('events/call', {
      ...leg,
      seq: 3,
      timestamp: began + 60,
      call_state: 'Disconnected',
      disconnect_reason: 1110,
    }),
    at('events/summary', summary),
  ];
}

/** Has telephony post events and the worker apply them. */
export async function post(
  telephony: TestTelephony,
  events: readonly { readonly path: string; readonly json: string }[],
): Promise<void> {
  for (const { path, json } of events) expect((await telephony.postJson(path, json)).status).toBe(200);
  await telephony.work();
}

/** Leaves a client in every place that can hold one, by the ways in which he gets there. The order is closed, as an erasure asks. */
export async function leaveTraces(api: TestApi, telephony: TestTelephony, client: Canary): Promise<Traces> {
  const entryId = `entry-${randomUUID()}`;
  await post(telephony, callEvents(client, entryId));
  await postOddities(telephony, client, entryId);
  const owner = api.as(api.owner);
  const of = { where: { phoneClient: client.phone }, orderBy: { id: 'asc' } } as const;
  const call = await api.database.prisma.call.findFirstOrThrow(of);
  const comment = `${client.word}: ${client.name} просил перезвонить на 8 (${client.phone.slice(2, 5)}) ${client.phone.slice(5)}`;
  const version = { version: call.version };
  expect((await owner.patch(`/api/calls/${String(call.id)}`).send({ ...version, comment })).status).toBe(200);
  const recording = await recordingOf(api, call);
  const order = await openOrder(api, client);
  // Linked to the open order, and owed a call.
  await post(telephony, callEvents(client, `missed-${randomUUID()}`, false));
  await closeOrder(api, client, order);
  expect((await owner.get(`/api/clients/${encodeURIComponent(client.phone)}`)).status).toBe(200);
  const calls = await api.database.prisma.call.findMany(of);
  return { callIds: calls.map(({ id }) => id), orderId: order, recordingId: recording.id, entryId };
}

/** What is stored and belongs to no fact: a copy in other bytes, a text that is no event, an event without effect. */
async function postOddities(telephony: TestTelephony, client: Canary, entryId: string): Promise<void> {
  const [first] = callEvents(client, entryId);
  const number = client.phone.slice(1);
  await post(telephony, [
    { path: 'events/call', json: JSON.stringify(JSON.parse(first?.json ?? ''), null, 2) },
    // The same fact told in another way: kept beside the first.
    { path: 'events/call', json: (first?.json ?? '').replace('1773644400', '1773644401') },
    { path: 'events/sms', json: JSON.stringify({ command_id: randomUUID(), to: number, text: client.word }) },
    { path: 'events/call', json: `no event: ${number} ${client.name}` },
  ]);
}

async function openOrder(api: TestApi, client: Canary): Promise<number> {
  const owner = api.as(api.owner);
  const body = orderBody(api, {
    ...{ phone: client.phone, clientName: client.name, address: client.address },
    ...{ problem: `${client.word} не греет`, chatId: `chat-${client.word}` },
  });
  const made = await owner.post('/api/orders').set('Idempotency-Key', randomUUID()).send(body);
  expect(made.status, made.text).toBe(201);
  return (made.body as { data: { id: number } }).data.id;
}

async function closeOrder(api: TestApi, client: Canary, id: number): Promise<void> {
  const owner = api.as(api.owner);
  const path = `/api/orders/${String(id)}`;
  const changed = await owner
    .patch(path)
    .send({ version: 1, address: `${client.address}, кв. 5`, comment: `${client.word} домофон` });
  expect(changed.status, changed.text).toBe(200);
  const closed = await owner
    .post(`${path}/status`)
    .send({ version: 2, status: 'refused', reason: `${client.word} передумала` });
  expect(closed.status, closed.text).toBe(200);
}
