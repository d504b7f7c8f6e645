import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import type { Actor } from '../access/actor.js';
import { createOnce } from './idempotency.js';
import type { Answer, OnceRequest } from './mount.js';
import { problem } from './problem.js';

let api: TestApi;
let actor: Actor;

beforeAll(async () => {
  api = await startTestApi();
  const { actor: owner } = await api.container.identity.actors.authenticate(
    `Bearer ${await api.tokenOf(api.owner)}`,
  );
  actor = owner;
});

afterAll(() => api.close());

const requestOf = (key: string): OnceRequest => ({
  actor,
  key,
  operationId: 'test',
  input: {},
  keepsAnswer: true,
});
const ANSWER: Answer = { status: 201, body: { id: 1 }, location: '/api/things/1' };

/** A campaign added in a transaction of its own, and then what happens to the request. */
const addCampaign = (rk: string, then: () => Answer) => async (): Promise<Answer> => {
  const { id: organizationId } = api.organization;
  await api.database.inTransaction((db) => db.campaign.create({ data: { organizationId, rk } }));
  return then();
};
const campaigns = (rk: string): Promise<number> => api.database.prisma.campaign.count({ where: { rk } });
const fail = (): never => {
  throw problem('not_ready');
};

test('work that was committed before its answer was lost is not done again', async () => {
  const once = createOnce(api.database, 100);
  await expect(once(requestOf('lost'), addCampaign('lost', fail))).rejects.toMatchObject({
    code: 'not_ready',
  });
  await expect(
    once(
      requestOf('lost'),
      addCampaign('lost', () => ANSWER),
    ),
  ).rejects.toMatchObject({ code: 'already_exists' });
  expect(await campaigns('lost')).toBe(1);
});

test('work that was rolled back may be repeated, at once', async () => {
  const once = createOnce(api.database);
  const rolledBack = (): Promise<Answer> => api.database.inTransaction(() => Promise.resolve(fail()));
  await expect(once(requestOf('again'), rolledBack)).rejects.toMatchObject({ code: 'not_ready' });
  expect(
    await once(
      requestOf('again'),
      addCampaign('again', () => ANSWER),
    ),
  ).toEqual(ANSWER);
  expect(await campaigns('again')).toBe(1);
});

test('requests that wait for one that fails are tried themselves, one after the other', async () => {
  const once = createOnce(api.database);
  let tries = 0;
  const work = async (): Promise<Answer> => {
    tries += 1;
    const mine = tries;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return mine < 3 ? fail() : ANSWER;
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => once(requestOf('fails'), work)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  expect(tries).toBe(3);
});
