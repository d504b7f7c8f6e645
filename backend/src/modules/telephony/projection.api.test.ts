import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import { buildOrder } from '../../../test/factories/order.js';
import { mangoSample } from '../../../test/fixtures/mango/samples.js';
import { connectTelephony, type TestTelephony } from '../../../test/telephony.js';

let api: TestApi;
let telephony: TestTelephony;
let operatorId: number;

beforeAll(async () => {
  api = await startTestApi();
  telephony = await connectTelephony(api);
  operatorId = (await api.build.operator({ extension: '101' })).id;
});

afterAll(() => api.close());

beforeEach(async () => {
  await api.database.sql.query({
    text: 'TRUNCATE call, call_event, inbox_event, live_event, phone CASCADE',
  });
});

const theCall = () => api.database.prisma.call.findFirstOrThrow({ include: { legs: true } });
const liveTypes = async (): Promise<string[]> =>
  (await api.database.prisma.liveEvent.findMany({ orderBy: { id: 'asc' } })).map(({ type }) => type);

const DIRECT = mangoSample('inbound_direct_answered').events;
const [appeared, connected] = DIRECT;
const disconnected = DIRECT.find(({ json }) => json?.includes('Disconnected'));
const summary = DIRECT.find(({ path }) => path === 'events/summary');

describe('rows', () => {
  test('the version goes up with what changes, not with copies or replays', async () => {
    await telephony.deliver([appeared]);
    const first = await theCall();
    await telephony.deliver([connected]);
    const second = await theCall();
    expect(second.version).toBe(first.version + 1);

    await api.database.prisma.inboxEvent.updateMany({ data: { status: 'pending' } });
    await telephony.work();
    expect(await theCall()).toEqual(second);
    expect(await liveTypes()).toEqual(['call.ringing', 'call.connected']);
  });

  test('legs keep whoever stood at them when his extension goes to somebody else', async () => {
    await telephony.deliver([appeared, connected]);
    await api.database.prisma.operator.update({ where: { id: operatorId }, data: { extension: '999' } });
    const successor = await api.build.operator({ extension: '101' });
    await telephony.deliver([disconnected, summary]);

    expect(await theCall()).toMatchObject({ operatorId, legs: [expect.objectContaining({ operatorId })] });
    await api.database.prisma.operator.update({ where: { id: successor.id }, data: { extension: null } });
    await api.database.prisma.operator.update({ where: { id: operatorId }, data: { extension: '101' } });
  });

  test('an employee is found by his SIP address when no extension matches', async () => {
    const bySip = await api.build.operator({ sipAddress: 'sip:OP102@vpbx400000001.mangosip.ru' });
    await telephony.deliver(mangoSample('hold_and_resume').events);

    expect(await theCall()).toMatchObject({ operatorId: bySip.id });
  });

  test('an employee nobody knows is null, and the call is kept', async () => {
    await telephony.deliver(mangoSample('missed_direct_no_answer').events);

    expect(await theCall()).toMatchObject({
      status: 'missed',
      missedReason: 'ringing',
      operatorId: null,
      missedBy: [],
    });
  });

  test('what the dialled number means is noted once: moving the number changes no call of the past', async () => {
    const phone = await api.build.phone({
      number: '+74950000101',
      rk: 'Авито',
      city: 'Омск',
      avitoName: 'Первый',
    });
    await telephony.deliver([appeared]);
    await api.database.prisma.phone.update({ where: { id: phone.id }, data: { rk: 'Сайт', city: 'Пенза' } });
    await telephony.deliver([connected, disconnected, summary]);

    expect(await theCall()).toMatchObject({ rk: 'Авито', city: 'Омск', avitoName: 'Первый' });
  });

  test('a line known from the summary alone is noted then', async () => {
    await api.build.phone({ number: '+74950000102', rk: 'Газета', city: 'Пенза' });
    await telephony.deliver(mangoSample('outbound_softphone_answered').events.slice(0, 3));
    expect(await theCall()).toMatchObject({ phoneAts: null, rk: null });
    await telephony.deliver(mangoSample('outbound_softphone_answered').events.slice(3));

    expect(await theCall()).toMatchObject({ phoneAts: '+74950000102', rk: 'Газета', city: 'Пенза' });
  });

  test('two versions of one event are both kept, and the later one counts whichever came first', async () => {
    const json = disconnected?.json ?? '';
    const other = json.replace('"timestamp":1773644527', '"timestamp":1773644530').replace('1110', '1120');
    const outcomes = [];
    for (const order of [
      [json, other],
      [other, json],
    ]) {
      await api.database.sql.query({ text: 'TRUNCATE call, call_event, inbox_event CASCADE' });
      await telephony.deliver([appeared, connected]);
      for (const text of order) {
        await telephony.postJson('events/call', text);
        await telephony.work();
      }
      const { legs } = await theCall();
      outcomes.push([legs[0]?.disconnectReason, legs[0]?.disconnectedAt?.toISOString()]);
    }

    expect(outcomes[0]).toEqual([1120, new Date(1_773_644_530_000).toISOString()]);
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(await api.database.prisma.callEvent.count()).toBe(4);
  });

  test('a call is linked to the open order of its client', async () => {
    const order = await buildOrder(api, { phone: '+79990010001' });
    await telephony.deliver([appeared]);

    const { id } = await theCall();
    expect(await api.database.prisma.orderCall.findMany({ select: { orderId: true, callId: true } })).toEqual(
      [{ orderId: order.id, callId: id }],
    );
  });
});
