import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import { PATIENCE } from '../../../test/factories/call-figures.js';
import { buildCall, buildLeg, type CallOverrides } from '../../../test/factories/call.js';
import { freshPhone } from '../../../test/factories/order.js';
import { recomputeDebts } from './index.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  const { prisma } = api.database;
  await prisma.leg.deleteMany();
  await prisma.call.deleteMany();
  await prisma.debt.deleteMany();
});

const ago = (seconds: number): Date => new Date(api.clock.now().getTime() - seconds * 1000);
const ring = (seconds: number, more: CallOverrides = {}) =>
  buildCall(api, {
    status: 'new',
    hasOpenLeg: true,
    dateCreate: ago(seconds),
    lastEventAt: ago(seconds),
    ...more,
  });
/** A person of one city whose answers no other test has had. */
const anna = () => api.build.operator({ role: 'operator', cities: ['Саратов'] });
const queueOf = async (person: { id: number }): Promise<unknown> => {
  const response = await api.as(person).get('/api/calls/queue');
  expect(response.status).toBe(200);
  return (response.body as { data: unknown }).data;
};

/** Those who see all cities share an answer for a second. */
const expectOfOwner = (queue: object): Promise<void> =>
  vi.waitFor(async () => {
    expect(await queueOf(api.owner)).toMatchObject(queue);
  }, PATIENCE);

describe('the queue', () => {
  test('is empty when nobody calls', async () => {
    expect(await queueOf(await anna())).toEqual({ waiting: 0, longestSince: null, debts: 0 });
  });

  test('counts who calls us and has not been answered, since the first of them', async () => {
    await ring(5);
    const first = await ring(48);
    expect(await queueOf(await anna())).toEqual({
      waiting: 2,
      longestSince: first.dateCreate.toISOString(),
      debts: 0,
    });
  });

  test.each([
    ['a call that is talked on', { status: 'in_progress' }],
    ['one that has ended', { status: 'missed', hasOpenLeg: false }],
    ['one whose phones are all down', { hasOpenLeg: false }],
    ['one that we make', { direction: 'outbound' }],
    ['one among ourselves', { direction: 'internal' }],
  ] as const)('leaves out %s', async (_, call) => {
    await ring(10, call);
    expect(await queueOf(await anna())).toMatchObject({ waiting: 0, longestSince: null });
  });

  test('leaves out a call with no news for two hours', async () => {
    await ring(2 * 3600 + 1);
    await ring(2 * 3600 + 1, { lastEventAt: ago(5) });
    expect(await queueOf(await anna())).toMatchObject({ waiting: 1 });
  });

  test('is of the cities of a person, of none, and of what rings at him', async () => {
    const person = await anna();
    await ring(20);
    await ring(30, { city: null, rk: null });
    const atHim = await ring(40, { city: 'Омск' });
    await buildLeg(api, atHim, { operatorId: person.id, status: 'started' });
    const first = await ring(50, { city: 'Пенза' });
    expect(await queueOf(person)).toMatchObject({ waiting: 3, longestSince: atHim.dateCreate.toISOString() });
    await expectOfOwner({ waiting: 4, longestSince: first.dateCreate.toISOString() });
  });

  test('tells the debts of the same cities', async () => {
    const person = await anna();
    for (const city of ['Саратов', 'Омск', 'Омск']) {
      const phoneClient = freshPhone();
      await buildCall(api, { status: 'missed', city, phoneClient });
      await recomputeDebts(api.database.sql, api.organization.id, [phoneClient]);
    }
    expect(await queueOf(person)).toMatchObject({ debts: 1 });
    await expectOfOwner({ debts: 3 });
  });

  test('of another organisation stays theirs', async () => {
    const stranger = await api.build.organization();
    await ring(10, { organizationId: stranger.id, city: null, rk: null });
    expect(await queueOf(await anna())).toMatchObject({ waiting: 0 });
  });
});
