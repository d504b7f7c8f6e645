import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import {
  mangoSample,
  mangoSamples,
  type MangoSample,
  type SampleEvent,
} from '../../../test/fixtures/mango/samples.js';
import { connectTelephony, type TestTelephony } from '../../../test/telephony.js';

let api: TestApi;
let telephony: TestTelephony;
/** Employment behind each extension of the samples. */
const employments = new Map<string, number>();

beforeAll(async () => {
  api = await startTestApi();
  telephony = await connectTelephony(api);
  for (const extension of ['101', '102', '103', '104']) {
    const operator = await api.build.operator({
      extension,
      sipAddress: `op${extension}@vpbx400000001.mangosip.ru`,
    });
    employments.set(extension, operator.id);
  }
  await api.build.phone({ number: '+74950000101', rk: 'RK001', city: 'Саратов', avitoName: 'Мастер' });
});

afterAll(async () => {
  await api.close();
});

beforeEach(async () => {
  await api.database.sql.query({
    text: 'TRUNCATE call, call_event, inbox_event, live_event, debt, call_delta, call_day CASCADE',
  });
});

/** Mulberry32: the same seed gives the same order. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const result = [...items];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [result[index], result[other]] = [result[other] as Item, result[index] as Item];
  }
  return result;
}

const e164 = (number: unknown): unknown =>
  typeof number === 'string' && /^\d{11}$/.test(number) ? `+${number}` : number;
const idOf = (extension: unknown): number | null =>
  typeof extension === 'string' ? (employments.get(extension) ?? null) : null;

/** What a sample's `expect` means for the row of the API (`api.md`). */
function expectedRow({ expect: wanted }: MangoSample): Record<string, unknown> {
  const status = wanted['status'] as string;
  const rows: Record<string, unknown> = {
    entryId: wanted['entryId'],
    direction: wanted['direction'],
    phoneClient: e164(wanted['clientNumber']),
    phoneAts: e164(wanted['line']),
    status: { ringing: 'new', abandoned_ivr: 'missed' }[status] ?? status,
    operatorId: idOf(wanted['operatorExtension']),
    talkSeconds: wanted['talkSeconds'],
    ringSeconds: wanted['ringSeconds'],
    waitSeconds: wanted['waitSeconds'],
    holdSeconds: wanted['holdSeconds'],
    hangupBy: wanted['hangupBy'],
    groupExtension: wanted['groupExtension'],
    transfer: wanted['transfer'],
    dtmf: wanted['dtmf'],
    finalOperatorId: 'finalOperatorExtension' in wanted ? idOf(wanted['finalOperatorExtension']) : undefined,
    missedBy: (wanted['missedBy'] as string[] | undefined)?.map(idOf),
    legs: wanted['legs'],
    recordingIds: wanted['recordingIds'],
  };
  return Object.fromEntries(Object.entries(rows).filter(([, value]) => value !== undefined));
}

async function storedCalls(): Promise<Record<string, unknown>[]> {
  const calls = await api.database.prisma.call.findMany({
    include: { legs: true, recordings: { orderBy: { recordingId: 'asc' } } },
    orderBy: { entryId: 'asc' },
  });
  return calls.map(({ legs, recordings, ...call }) => ({
    ...call,
    legs: legs.length,
    recordingIds: recordings
      .filter(({ state }) => state === 'announced')
      .map(({ recordingId }) => recordingId),
  }));
}

/** Everything the events made, without what depends on when and how often they came. */
async function footprint(): Promise<unknown> {
  const rows = await api.database.sql.query<{ footprint: unknown }>({
    text: `SELECT jsonb_build_object(
        'call', (SELECT jsonb_agg(to_jsonb(c) - ARRAY['id', 'version', 'updated_at', 'last_event_at'] ORDER BY entry_id) FROM call c),
        'mango', (SELECT jsonb_agg(to_jsonb(m) - ARRAY['id', 'call_row_id'] ORDER BY call_id) FROM mango m),
        'recording', (SELECT jsonb_agg(to_jsonb(r) - ARRAY['id', 'call_row_id', 'created_at'] ORDER BY recording_id) FROM recording r),
        'debt', (SELECT jsonb_agg(to_jsonb(d) - 'last_call_id' ORDER BY phone_client) FROM debt d),
        'events', (SELECT count(*) FROM call_event)) AS footprint`,
  });
  return rows[0]?.footprint;
}

async function deliver(events: readonly SampleEvent[]): Promise<void> {
  for (const event of events) {
    const { status, body } = await telephony.postSample(event);
    expect(status, JSON.stringify(body)).toBe(200);
  }
}

const callSamples = mangoSamples.filter(({ expect: wanted }) => 'status' in wanted);
const withoutCall = mangoSamples.filter(
  ({ name, expect: wanted }) =>
    'calls' in wanted && name !== 'bad_signature' && name !== 'connection_check_ping',
);

describe('samples over HTTP and the worker', () => {
  test.each(callSamples.map((sample) => [sample.name, sample] as const))(
    '%s comes out as expected',
    async (_, sample) => {
      await deliver(sample.events);
      await telephony.work();

      expect(await storedCalls()).toEqual([expect.objectContaining(expectedRow(sample))]);
      const inbox = await api.database.prisma.inboxEvent.groupBy({ by: ['status'], _count: true });
      expect(inbox.map(({ status }) => status)).toEqual(['processed']);
    },
  );

  test.each(callSamples.map((sample) => [sample.name, sample] as const))(
    '%s comes out the same one by one, reversed, shuffled and doubled',
    async (_, sample) => {
      await deliver(sample.events);
      await telephony.work();
      const inOrder = await footprint();

      const orders = [
        [...sample.events].reverse(),
        shuffled([...sample.events, ...sample.events], 1),
        shuffled(sample.events, 2),
        shuffled(sample.events, 3),
      ];
      for (const order of orders) {
        await api.database.sql.query({
          text: 'TRUNCATE call, call_event, inbox_event, live_event, debt CASCADE',
        });
        for (const event of order) {
          await deliver([event]);
          await telephony.work();
        }
        expect(await footprint()).toEqual(inOrder);
      }
    },
  );

  test.each(withoutCall.map((sample) => [sample.name, sample] as const))(
    '%s makes no call',
    async (_, sample) => {
      await deliver(sample.events);
      await telephony.work();

      expect(await storedCalls()).toEqual([]);
      expect(await api.database.prisma.inboxEvent.count({ where: { status: 'processed' } })).toBe(
        sample.events.length,
      );
    },
  );

  test('all samples at once, doubled, by 20 connections and two workers, give the same calls', async () => {
    const events = callSamples.flatMap((sample) => sample.events);
    await deliver(events);
    await telephony.work();
    const alone = await footprint();
    await api.database.sql.query({
      text: 'TRUNCATE call, call_event, inbox_event, live_event, debt CASCADE',
    });

    const queue = shuffled([...events, ...events], 7);
    let isSending = true;
    const worker = async (): Promise<void> => {
      while (isSending) await telephony.processor.pass();
    };
    const workers = [worker(), worker()];
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        for (let event = queue.shift(); event !== undefined; event = queue.shift()) await deliver([event]);
      }),
    );
    isSending = false;
    await Promise.all(workers);
    await telephony.work();

    expect(await footprint()).toEqual(alone);
    expect(await storedCalls()).toHaveLength(callSamples.length);
    const statuses = await api.database.prisma.inboxEvent.groupBy({ by: ['status'], _count: true });
    expect(statuses.map(({ status }) => status)).toEqual(['processed']);
  });
});

describe('live events', () => {
  const typesOf = async (): Promise<string[]> => {
    const events = await api.database.prisma.liveEvent.findMany({
      where: { type: { startsWith: 'call.' } },
      orderBy: { id: 'asc' },
    });
    return events.map(({ type }) => type);
  };
  const count = (types: readonly string[], type: string): number =>
    types.filter((one) => one === type).length;

  test.each([1, 2, 3, 4, 5])('each fact of a doubled call is told once, order %i', async (seed) => {
    const { events } = mangoSample('duplicates');
    for (const event of seed === 1 ? events : shuffled(events, seed)) {
      await deliver([event]);
      await telephony.work();
    }

    const types = await typesOf();
    expect([
      count(types, 'call.ringing'),
      count(types, 'call.connected'),
      count(types, 'call.ended'),
    ]).toEqual([1, 1, 1]);
  });

  test('a batch that holds the whole call tells ringing, connected and ended in this order', async () => {
    await deliver(mangoSample('duplicates').events);
    await telephony.work();

    expect(await typesOf()).toEqual(['call.ringing', 'call.connected', 'call.ended']);
  });

  test('a ringing call carries the brief and whose phones ring', async () => {
    await deliver(mangoSample('inbound_direct_answered').events.slice(0, 1));
    await telephony.work();

    const [event] = await api.database.prisma.liveEvent.findMany({ where: { type: 'call.ringing' } });
    expect(event).toMatchObject({ city: 'Саратов', operatorIds: [employments.get('101')] });
    expect(event?.data).toMatchObject({
      call: { status: 'new', phoneClient: '+79990010001', rk: 'RK001', avitoName: 'Мастер' },
      brief: { phone: '+79990010001', city: 'Саратов', timezone: 'Europe/Saratov' },
      ringingOperatorIds: [employments.get('101')],
    });
  });

  test('phones that start to ring after the call came in are told with the brief', async () => {
    const { events } = mangoSample('inbound_queue_three_ring_second_answers');
    for (const event of events.slice(0, 6)) {
      await deliver([event]);
      await telephony.work();
    }

    const told = await api.database.prisma.liveEvent.findMany({
      where: { type: 'call.updated' },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect(told[0]?.data).toMatchObject({
      ringingOperatorIds: ['101', '102', '103'].map((extension) => employments.get(extension)),
      brief: { phone: '+79990010003' },
    });
    expect(count(await typesOf(), 'call.ringing')).toBe(1);
  });
});
