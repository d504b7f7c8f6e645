import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import { mangoSample, type SampleEvent } from '../../../test/fixtures/mango/samples.js';
import { connectTelephony, type TestTelephony } from '../../../test/telephony.js';

let api: TestApi;
let telephony: TestTelephony;

beforeAll(async () => {
  api = await startTestApi();
  telephony = await connectTelephony(api);
});

afterAll(() => api.close());

beforeEach(async () => {
  await api.database.sql.query({
    text: 'TRUNCATE call, call_event, inbox_event, graphile_worker._private_jobs CASCADE',
  });
});

const later = (seconds: number): Date => new Date(Date.now() + seconds * 1000);
const theCall = () => api.database.prisma.call.findFirstOrThrow({ include: { legs: true } });

const DIRECT = mangoSample('inbound_direct_answered').events;

describe('recordings', () => {
  const jobs = () =>
    api.database.sql.query<{ key: string; payload: unknown; isLater: boolean }>({
      text: `SELECT j.key, j.payload, j.run_at > now() + interval '60 s' AS "isLater" FROM graphile_worker._private_jobs j
        JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'recording.fetch'`,
    });

  test('one kept in the cloud is asked for later, and at once when telephony says it is ready; once', async () => {
    const { events } = mangoSample('recording_ready_after_call');
    const isAdded = ({ path }: SampleEvent): boolean => path === 'events/record/added';
    await telephony.deliver(events.filter((event) => !isAdded(event)));
    const recording = await api.database.prisma.recording.findFirstOrThrow();
    expect(recording).toMatchObject({ state: 'announced', extension: '101' });
    expect(await jobs()).toEqual([
      expect.objectContaining({ payload: { recordingRowId: recording.id }, isLater: true }),
    ]);

    await telephony.deliver(events.filter(isAdded));
    await telephony.deliver(events.filter(isAdded));
    expect(await jobs()).toEqual([
      expect.objectContaining({ payload: { recordingRowId: recording.id }, isLater: false }),
    ]);
  });

  test('word of a recording that comes before its call is not lost', async () => {
    const { events } = mangoSample('recording_ready_after_call');
    await telephony.deliver(events.filter(({ path }) => path.startsWith('events/record')));
    expect(await api.database.prisma.call.count()).toBe(0);
    await telephony.deliver(events.filter(({ path }) => !path.startsWith('events/record')));

    expect(await theCall()).toMatchObject({ hasRecording: true });
    expect(await jobs()).toEqual([expect.objectContaining({ isLater: false })]);
  });

  test('one too short to keep is not asked for', async () => {
    await telephony.deliver(mangoSample('recording_too_short_not_saved').events);

    expect(await api.database.prisma.recording.findMany()).toEqual([
      expect.objectContaining({ state: 'discarded' }),
    ]);
    expect(await jobs()).toEqual([]);
    expect(await theCall()).toMatchObject({ hasRecording: false });
  });

  test('one that is stored here stays stored whatever telephony says later', async () => {
    const { events } = mangoSample('recording_ready_after_call');
    await telephony.deliver(events.slice(0, -2));
    await api.database.prisma.recording.updateMany({ data: { state: 'stored' } });
    await telephony.deliver(events.slice(-2));

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

    await telephony.deliver(DIRECT.slice(0, 1));
    await api.database.prisma.inboxEvent.updateMany({ data: { nextAttemptAt: later(-1) } });
    await telephony.work();
    expect(await api.database.prisma.recording.count()).toBe(1);
    expect(await api.database.prisma.inboxEvent.count({ where: { status: 'processed' } })).toBe(2);
  });
});
