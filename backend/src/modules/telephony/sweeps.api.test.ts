import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
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
  api.clock.set(new Date());
  await setState('offline');
  await api.database.sql.query({
    text: 'TRUNCATE call, call_event, inbox_event, live_event, debt CASCADE',
  });
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
    await telephony.deliver([appeared]);
    expect(await state()).toMatchObject({ statusWork: 'break' });
    await telephony.deliver([connected]);
    expect(await state()).toMatchObject({ statusWork: 'on_call' });
    await telephony.deliver([disconnected]);
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
    await telephony.deliver([appeared, connected]);
    await api.database.prisma.operator.update({
      where: { id: operatorId },
      data: { statusWorkNext: 'break' },
    });
    await telephony.deliver([disconnected]);
    api.clock.set(later(61));
    await telephony.sweeps.endWrapUps();

    expect(await state()).toEqual({ statusWork: 'break', statusWorkNext: null });
  });

  test('who is offline stays offline', async () => {
    await telephony.deliver([appeared, connected]);

    expect(await state()).toMatchObject({ statusWork: 'offline' });
  });

  test('the summary ends a talk whose end was not heard', async () => {
    await setState('online');
    await telephony.deliver([appeared, connected]);
    await telephony.deliver([summary]);

    expect(await state()).toMatchObject({ statusWork: 'wrap_up' });
  });

  test('late copies of a call that is over do not call him back', async () => {
    await setState('online');
    await telephony.deliver([summary]);
    await telephony.deliver([connected, appeared]);

    expect(await state()).toMatchObject({ statusWork: 'online' });
  });
});

describe('a call without a summary', () => {
  test('is concluded from its legs a minute after they closed, and corrected by a late summary', async () => {
    await telephony.deliver([appeared, disconnected]);
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

    await telephony.deliver([summary]);
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
    await telephony.deliver([appeared, disconnected]);
    api.clock.set(later(61));
    await telephony.sweeps.concludeCalls();
    await telephony.deliver(DIRECT.filter(({ path }) => path === 'events/recording'));

    expect(await theCall()).toMatchObject({ status: 'missed' });
  });

  test('with an open leg and two hours of silence leaves the live list, keeps its status and lets its operator go', async () => {
    await setState('online');
    await telephony.deliver([appeared, connected]);
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
