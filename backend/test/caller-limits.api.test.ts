import type { Response } from 'supertest';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createCallerLimits } from '../src/caller-limits.js';
import type { Foundation } from '../src/container.js';
import { createPool } from '../src/platform/db/database.js';
import { clientWith, expectProblem, startTestApi, type Client, type TestApi } from './api.js';
import { PATIENCE } from './factories/call-figures.js';
import { asKey, buildApiKey } from './factories/organizations.js';
import { recordedCall, recordingOf } from './factories/recording.js';
import { startSecondApi, type SecondApi } from './second-api.js';

/** Twenty a second, sixty at once, by two processes together; the clock is the tests' own and stands still unless moved. */
let api: TestApi;
let processes: readonly SecondApi[];
const ends: (() => Promise<void>)[] = [];

function limitsOf(foundation: Foundation) {
  const pool = createPool({
    url: foundation.environment.databaseUrl,
    applicationName: 'limits',
    poolSize: 2,
  });
  const callerLimits = createCallerLimits(foundation, pool);
  ends.push(async () => {
    callerLimits.requests.stop();
    await pool.end();
  });
  return { callerLimits };
}

beforeAll(async () => {
  api = await startTestApi();
  api.clock.set(new Date());
  processes = [
    await startSecondApi(api, { optionsOf: limitsOf }),
    await startSecondApi(api, { optionsOf: limitsOf }),
  ];
});
afterAll(async () => {
  for (const started of processes) await started.close();
  for (const end of ends) await end();
  await api.close();
});

const moveClock = (ms: number): void => {
  api.clock.set(new Date(api.clock.now().getTime() + ms));
};
const clientsOf = (token: string): Client[] => processes.map(({ url }) => clientWith(url, token));
/** How many of so many requests pass. */
async function passed(client: Client | undefined, asked: number): Promise<number> {
  const statuses = await Promise.all(
    Array.from({ length: asked }, async () => (await client?.get('/api/roles'))?.status),
  );
  return statuses.filter((status) => status === 200).length;
}

test('a person asks sixty times at once and twenty times a second after that, and is told when to come back', async () => {
  const person = await api.build.operator();
  const [client] = clientsOf(await api.tokenOf(person));
  expect(await passed(client, 75)).toBe(60);
  const refused = await client?.get('/api/roles');
  expectProblem(refused as Response, 429, 'too_many_requests');
  expect(refused?.headers['retry-after']).toBe('1');
  moveClock(1000);
  expect(await passed(client, 40)).toBe(20);
  moveClock(60_000);
  expect(await passed(client, 75)).toBe(60);
});

test('another person, and a key, have a bucket of their own', async () => {
  const person = await api.build.operator();
  const [first] = clientsOf(await api.tokenOf(person));
  // A second session of the same person is the same person.
  const [again] = clientsOf(await api.tokenOf(person));
  expect(await passed(first, 60)).toBe(60);
  expect(await passed(again, 1)).toBe(0);
  const [other] = clientsOf(await api.tokenOf(await api.build.operator()));
  expect(await passed(other, 1)).toBe(1);
  const key = await buildApiKey(api, { operatorId: person.id, isPersonal: true });
  const [machine] = clientsOf(key.token);
  expect((await machine?.get('/api/calls'))?.status).toBe(200);
});

test('what one process let through is taken out of the other’s bucket, debts included', async () => {
  const [here, there] = clientsOf(await api.tokenOf(await api.build.operator()));
  expect(await passed(here, 60)).toBe(60);
  await vi.waitFor(async () => {
    expect(await passed(there, 1)).toBe(0);
  }, PATIENCE);

  // Both at once, before either has heard of the other: more than one bucket holds, and then nothing until that is paid.
  const [one, two] = clientsOf(await api.tokenOf(await api.build.operator()));
  const total = (await Promise.all([passed(one, 60), passed(two, 60)])).reduce(
    (sum, count) => sum + count,
    0,
  );
  // A request or two may stay untold: a tenth of a second.
  const debtSeconds = (total - 60) / 20;
  await vi.waitFor(async () => {
    for (const client of [one, two]) {
      const refused = await client?.get('/api/roles');
      expect(refused?.status).toBe(429);
      expect(Number(refused?.headers['retry-after'])).toBeGreaterThanOrEqual(debtSeconds - 0.1);
    }
  }, PATIENCE);
  moveClock(debtSeconds * 1000 - 300);
  expect([await passed(one, 1), await passed(two, 1)]).toEqual([0, 0]);
  moveClock(600);
  expect(await passed(one, 1)).toBe(1);
});

test('a recording is asked for 120 times an hour, by all processes together', async () => {
  const call = await recordedCall(api);
  await recordingOf(api, call);
  const person = await api.build.operator();
  const clients = clientsOf(await api.tokenOf(person));
  const ask = async (index: number) =>
    clients[index % 2]?.post(`/api/calls/${String(call.id)}/recording/link`);
  // In lots so small that what one process is late to hear of the other never empties its bucket of requests.
  for (let asked = 0; asked < 120; asked += 20) {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(index)));
    expect(answers.map((answer) => answer?.status)).toEqual(Array<number>(20).fill(201));
    moveClock(10_000);
  }
  const [linked, whole] = [await ask(0), await clients[1]?.get(`/api/calls/${String(call.id)}/recording`)];
  for (const answer of [linked, whole]) {
    expectProblem(answer as Response, 429, 'too_many_requests');
    expect(Number(answer?.headers['retry-after'])).toBeGreaterThan(60);
  }
  expect((await clients[0]?.get('/api/calls'))?.status).toBe(200);
  const key = await buildApiKey(api, { operatorId: person.id, permissions: ['recordings:listen'] });
  expect((await asKey(api, key).get(`/api/calls/${String(call.id)}/recording`)).status).toBe(200);
});
