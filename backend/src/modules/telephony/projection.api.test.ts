import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import { mangoSample, type SampleEvent } from '../../../test/fixtures/mango/samples.js';
import { connectTelephony, type TestTelephony } from '../../../test/telephony.js';

let api: TestApi;
let telephony: TestTelephony;
let operatorId: number;

beforeAll(async () => {
  api = await startTestApi();
  telephony = await connectTelephony(api);
  operatorId = (await api.build.operator({ extension: '101' })).id;
});

afterAll(async () => {
  await api.close();
});

beforeEach(async () => {
  api.clock.set(new Date());
  await api.database.sql.query({
    text: 'TRUNCATE call, call_event, inbox_event, live_event, debt, work_status_log, phone CASCADE',
  });
  await api.database.sql.query({ text: 'TRUNCATE graphile_worker._private_jobs' });
  await setState('offline');
});

const later = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

async function setState(statusWork: string): Promise<void> {
  const statusWorkSince = later(-600);
  await api.database.prisma.operator.update({
    where: { id: operatorId },
    data: { statusWork, statusWorkSince, statusWorkNext: null },
  });
  await api.database.prisma.workStatusLog.deleteMany({ where: { operatorId } });
  await api.database.prisma.workStatusLog.create({
    data: {
      organizationId: api.organization.id,
      operatorId,
      statusWork,
      startedAt: statusWorkSince,
      setBy: 'person',
    },
  });
}

async function deliver(events: readonly (SampleEvent | undefined)[]): Promise<void> {
  for (const event of events) {
    if (event !== undefined) expect((await telephony.postSample(event)).status).toBe(200);
  }
  await telephony.work();
}

const theCall = () => api.database.prisma.call.findFirstOrThrow({ include: { legs: true } });
const liveTypes = async (): Promise<string[]> =>
  (await api.database.prisma.liveEvent.findMany({ orderBy: { id: 'asc' } })).map(({ type }) => type);

const DIRECT = mangoSample('inbound_direct_answered').events;
const [appeared, connected] = DIRECT;
const disconnected = DIRECT.find(({ json }) => json?.includes('Disconnected'));
const summary = DIRECT.find(({ path }) => path === 'events/summary');

describe('presence by calls', () => {
  const state = async () => {
    const { statusWork, statusWorkNext } = await api.database.prisma.operator.findUniqueOrThrow({
      where: { id: operatorId },
    });
    return { statusWork, statusWorkNext };
  };

  test('a call makes him on_call, its end wrap_up, and a minute later he is what he was', async () => {
    await setState('break');
    await deliver([appeared]);
    expect(await state()).toMatchObject({ statusWork: 'break' });
    await deliver([connected]);
    expect(await state()).toMatchObject({ statusWork: 'on_call' });
    await deliver([disconnected]);
    expect(await state()).toMatchObject({ statusWork: 'wrap_up' });
    await telephony.sweeps.endWrapUps();
    expect(await state()).toMatchObject({ statusWork: 'wrap_up' });
    api.clock.set(later(61));
    await telephony.sweeps.endWrapUps();
    expect(await state()).toEqual({ statusWork: 'break', statusWorkNext: null });

    const log = await api.database.prisma.workStatusLog.findMany({
      where: { operatorId },
      orderBy: { id: 'asc' },
    });
    const shown = log.map(({ statusWork, setBy }) => [statusWork, setBy]);
    expect(shown).toEqual([
      ['break', 'person'],
      ['on_call', 'system'],
      ['wrap_up', 'system'],
      ['break', 'system'],
    ]);
    const [first, second, third, last] = log;
    expect([first?.endedAt, second?.endedAt, third?.endedAt, last?.endedAt]).toEqual([
      second?.startedAt,
      third?.startedAt,
      last?.startedAt,
      null,
    ]);
    expect((await liveTypes()).filter((type) => type === 'presence.changed')).toHaveLength(3);
  });

  test('what he chose during the call comes after the paperwork', async () => {
    await setState('online');
    await deliver([appeared, connected]);
    await api.database.prisma.operator.update({
      where: { id: operatorId },
      data: { statusWorkNext: 'break' },
    });
    await deliver([disconnected]);
    api.clock.set(later(61));
    await telephony.sweeps.endWrapUps();

    expect(await state()).toEqual({ statusWork: 'break', statusWorkNext: null });
  });

  test('who is offline stays offline', async () => {
    await deliver([appeared, connected]);

    expect(await state()).toMatchObject({ statusWork: 'offline' });
  });

  test('the summary ends a talk whose end was not heard', async () => {
    await setState('online');
    await deliver([appeared, connected]);
    await deliver([summary]);

    expect(await state()).toMatchObject({ statusWork: 'wrap_up' });
  });

  test('late copies of a call that is over do not call him back', async () => {
    await setState('online');
    await deliver([summary]);
    await deliver([connected, appeared]);

    expect(await state()).toMatchObject({ statusWork: 'online' });
  });
});

describe('a call without a summary', () => {
  test('is concluded from its legs a minute after they closed, and corrected by a late summary', async () => {
    await deliver([appeared, disconnected]);
    expect(await theCall()).toMatchObject({ status: 'new', hasOpenLeg: false });
    await telephony.sweeps.concludeCalls();
    expect(await theCall()).toMatchObject({ status: 'new' });

    api.clock.set(later(61));
    await telephony.sweeps.concludeCalls();
    expect(await theCall()).toMatchObject({
      status: 'missed',
      missedReason: 'ringing',
      isFinal: false,
      operatorId: null,
    });
    expect(await liveTypes()).toContain('call.ended');
    expect(await api.database.prisma.debt.count()).toBe(1);

    await deliver([summary]);
    expect(await theCall()).toMatchObject({
      status: 'answered',
      missedReason: null,
      isFinal: true,
      operatorId,
      talkSeconds: 120,
    });
    expect((await liveTypes()).filter((type) => type === 'call.ended')).toHaveLength(1);
    expect(await api.database.prisma.debt.count()).toBe(0);
  });

  test('stays concluded when something else of it comes late', async () => {
    await deliver([appeared, disconnected]);
    api.clock.set(later(61));
    await telephony.sweeps.concludeCalls();
    await deliver(DIRECT.filter(({ path }) => path === 'events/recording'));

    expect(await theCall()).toMatchObject({ status: 'missed' });
  });

  test('with an open leg and two hours of silence leaves the live list, keeps its status and lets its operator go', async () => {
    await setState('online');
    await deliver([appeared, connected]);
    api.clock.set(later(2 * 3600 + 1));
    await telephony.sweeps.concludeCalls();
    await telephony.sweeps.retireStaleCalls();

    expect(await theCall()).toMatchObject({ status: 'in_progress', hasOpenLeg: false });
    expect(await telephony.metric('telephony_stale_calls_total')).toBe(1);
    const operator = await api.database.prisma.operator.findUniqueOrThrow({ where: { id: operatorId } });
    expect(operator.statusWork).toBe('wrap_up');
    await telephony.sweeps.concludeCalls();
    expect(await theCall()).toMatchObject({ status: 'in_progress' });
  });
});

describe('rows', () => {
  test('the version goes up with what changes, not with copies or replays', async () => {
    await deliver([appeared]);
    const first = await theCall();
    await deliver([connected]);
    const second = await theCall();
    expect(second.version).toBe(first.version + 1);

    await api.database.prisma.inboxEvent.updateMany({ data: { status: 'pending' } });
    await telephony.work();
    expect(await theCall()).toEqual(second);
    expect(await liveTypes()).toEqual(['call.ringing', 'call.connected']);
  });

  test('legs keep whoever stood at them when his extension goes to somebody else', async () => {
    await deliver([appeared, connected]);
    await api.database.prisma.operator.update({ where: { id: operatorId }, data: { extension: '999' } });
    const successor = await api.build.operator({ extension: '101' });
    await deliver([disconnected, summary]);

    expect(await theCall()).toMatchObject({ operatorId, legs: [expect.objectContaining({ operatorId })] });
    await api.database.prisma.operator.update({ where: { id: successor.id }, data: { extension: null } });
    await api.database.prisma.operator.update({ where: { id: operatorId }, data: { extension: '101' } });
  });

  test('an employee is found by his SIP address when no extension matches', async () => {
    const bySip = await api.build.operator({ sipAddress: 'sip:OP102@vpbx400000001.mangosip.ru' });
    await deliver(mangoSample('hold_and_resume').events);

    expect(await theCall()).toMatchObject({ operatorId: bySip.id });
  });

  test('an employee nobody knows is null, and the call is kept', async () => {
    await deliver(mangoSample('missed_direct_no_answer').events);

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
    await deliver([appeared]);
    await api.database.prisma.phone.update({ where: { id: phone.id }, data: { rk: 'Сайт', city: 'Пенза' } });
    await deliver([connected, disconnected, summary]);

    expect(await theCall()).toMatchObject({ rk: 'Авито', city: 'Омск', avitoName: 'Первый' });
  });

  test('a line known from the summary alone is noted then', async () => {
    await api.build.phone({ number: '+74950000102', rk: 'Газета', city: 'Пенза' });
    await deliver(mangoSample('outbound_softphone_answered').events.slice(0, 3));
    expect(await theCall()).toMatchObject({ phoneAts: null, rk: null });
    await deliver(mangoSample('outbound_softphone_answered').events.slice(3));

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
      await deliver([appeared, connected]);
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
    const { buildOrder } = await import('../../../test/factories/order.js');
    const order = await buildOrder(api, { phone: '+79990010001' });
    await deliver([appeared]);

    const { id } = await theCall();
    expect(await api.database.prisma.orderCall.findMany({ select: { orderId: true, callId: true } })).toEqual(
      [{ orderId: order.id, callId: id }],
    );
  });
});

describe('recordings', () => {
  const jobs = () =>
    api.database.sql.query<{ key: string; payload: unknown; isLater: boolean }>({
      text: `SELECT j.key, j.payload, j.run_at > now() + interval '60 s' AS "isLater" FROM graphile_worker._private_jobs j
        JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'recording.fetch'`,
    });

  test('one kept in the cloud is asked for later, and at once when telephony says it is ready; once', async () => {
    const { events } = mangoSample('recording_ready_after_call');
    const isAdded = ({ path }: SampleEvent): boolean => path === 'events/record/added';
    await deliver(events.filter((event) => !isAdded(event)));
    const recording = await api.database.prisma.recording.findFirstOrThrow();
    expect(recording).toMatchObject({ state: 'announced', extension: '101' });
    expect(await jobs()).toEqual([
      expect.objectContaining({ payload: { recordingRowId: recording.id }, isLater: true }),
    ]);

    await deliver(events.filter(isAdded));
    await deliver(events.filter(isAdded));
    expect(await jobs()).toEqual([
      expect.objectContaining({ payload: { recordingRowId: recording.id }, isLater: false }),
    ]);
  });

  test('word of a recording that comes before its call is not lost', async () => {
    const { events } = mangoSample('recording_ready_after_call');
    await deliver(events.filter(({ path }) => path.startsWith('events/record')));
    expect(await api.database.prisma.call.count()).toBe(0);
    await deliver(events.filter(({ path }) => !path.startsWith('events/record')));

    expect(await theCall()).toMatchObject({ hasRecording: true });
    expect(await jobs()).toEqual([expect.objectContaining({ isLater: false })]);
  });

  test('one too short to keep is not asked for', async () => {
    await deliver(mangoSample('recording_too_short_not_saved').events);

    expect(await api.database.prisma.recording.findMany()).toEqual([
      expect.objectContaining({ state: 'discarded' }),
    ]);
    expect(await jobs()).toEqual([]);
    expect(await theCall()).toMatchObject({ hasRecording: false });
  });

  test('one that is stored here stays stored whatever telephony says later', async () => {
    const { events } = mangoSample('recording_ready_after_call');
    await deliver(events.slice(0, -2));
    await api.database.prisma.recording.updateMany({ data: { state: 'stored' } });
    await deliver(events.slice(-2));

    expect(await api.database.prisma.recording.findMany()).toEqual([
      expect.objectContaining({ state: 'stored' }),
    ]);
  });

  test('a recording that names no call waits for its leg', async () => {
    const text = DIRECT.find(({ path }) => path === 'events/recording')?.json ?? '';
    const json = text.replace(/"entry_id":"[^"]*",/, '');
    await telephony.postJson('events/recording', json);
    await telephony.work();
    expect(await api.database.prisma.inboxEvent.findMany()).toEqual([
      expect.objectContaining({ status: 'failed', attempts: 1 }),
    ]);

    await deliver([appeared]);
    await api.database.prisma.inboxEvent.updateMany({ data: { nextAttemptAt: later(-1) } });
    await telephony.work();
    expect(await api.database.prisma.recording.count()).toBe(1);
    expect(await api.database.prisma.inboxEvent.count({ where: { status: 'processed' } })).toBe(2);
  });
});
