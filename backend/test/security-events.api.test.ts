import { afterAll, describe, expect, test } from 'vitest';
import { buildCall } from './factories/call.js';
import { failToSignIn, openBrowser, personWhoSignsIn } from './browser.js';
import { ACCESS_EVENTS } from './security-events/access-events.js';
import { ACCOUNT_EVENTS } from './security-events/account-events.js';
import { SIGN_IN_EVENTS } from './security-events/sign-in-events.js';
import { api, closeStage, prisma, signedIn, type Happened } from './security-events/stage.js';

afterAll(closeStage);

const now = async (): Promise<Date> => {
  const [row] = await api.database.sql.query<{ at: Date }>({
    text: 'SELECT clock_timestamp()::timestamptz(3) AS at',
  });
  if (!row) throw new Error('The database has no clock');
  return row.at;
};

/** Of an event outside of any organisation the row names the account alone. */
const ownersOf = (who: Happened['who']) => ({
  actorAccountId: who?.userAccountId ?? null,
  organizationId: who?.organizationId ?? null,
});
const asStored = ({ objectId, ...row }: Happened['row']) => ({
  ...row,
  ...(objectId !== undefined && { objectId: objectId === null ? null : String(objectId) }),
});

test.each(Object.entries({ ...SIGN_IN_EVENTS, ...ACCOUNT_EVENTS, ...ACCESS_EVENTS }))(
  '%s: one row tells who, when, from where, what, how it ended and in which request',
  async (_, happen) => {
    const before = await now();
    const { response, status, from, row, ...happened } = await happen();
    const who = ownersOf(happened.who);
    expect(response.status, response.text).toBe(status);
    const rows = await prisma.audit.findMany({
      where: { requestId: response.headers['x-request-id'] ?? 'none', action: row.action },
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ outcome: 'success', ...asStored(row), ip: from, ...who });
    const at = rows[0]?.at.getTime();
    expect(at).toBeGreaterThanOrEqual(before.getTime());
    expect(at).toBeLessThanOrEqual((await now()).getTime());
  },
);

test('a sign-in that was put off is in the history of the account, once for all of a quarter of an hour', async () => {
  const who = await personWhoSignsIn(api);
  const browser = openBrowser({ url: api.url });
  await failToSignIn(browser, who.login, 5);
  for (let count = 0; count < 3; count += 1) expect((await browser.signIn(who.login)).status).toBe(429);
  const rows = await prisma.signInEvent.findMany({
    where: { userAccountId: who.userAccountId, outcome: 'delayed' },
  });
  expect(rows).toMatchObject([{ ip: browser.ip, method: 'password', organizationId: who.organizationId }]);
});

test('the times of the log are told in UTC', async () => {
  const answer = await api.as(api.owner).get('/api/admin/audit');
  const { data } = answer.body as { data: { at: string }[] };
  expect(data.length).toBeGreaterThan(0);
  for (const { at } of data) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
});

describe('refusals of one caller', () => {
  const refusalsOf = async ({ id }: { id: number }) => {
    const rows = await prisma.audit.findMany({
      where: { actorOperatorId: id, action: 'access.refuse' },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ objectId, diffFields }) => ({ operation: objectId, ...(diffFields as object) }));
  };

  test('fill the log no further than five rows for an operation, of which the last says so, and hide no other', async () => {
    const who = await personWhoSignsIn(api, { cities: ['Энгельс'] });
    const { get } = await signedIn(who);
    const { id } = await buildCall(api, { city: 'Саратов' });
    for (let count = 0; count < 9; count += 1)
      expect((await get(`/api/calls/${String(id)}`)).status).toBe(404);
    expect((await get('/api/admin/organization')).status).toBe(403);
    const rows = await refusalsOf(who);
    expect(rows.map(({ operation }) => operation)).toEqual([
      ...Array<string>(5).fill('getCall'),
      'getOrganization',
    ]);
    expect(rows.map((row) => 'furtherAreNotTold' in row)).toEqual([false, false, false, false, true, false]);
  });

  test('are told anew ten minutes later', async () => {
    const who = await personWhoSignsIn(api, { role: 'viewer' });
    const { get } = await signedIn(who);
    const begin = api.clock.now().getTime();
    const ask = async (times: number) => {
      for (let count = 0; count < times; count += 1) await get('/api/admin/organization');
      return (await refusalsOf(who)).length;
    };
    expect(await ask(7)).toBe(5);
    api.clock.set(new Date(begin + 599_999));
    expect(await ask(1)).toBe(5);
    api.clock.set(new Date(begin + 600_000));
    expect(await ask(1)).toBe(6);
    api.clock.set(new Date(begin));
  });

  test('are no questions, wrong fields, or addresses where nothing is', async () => {
    const who = await personWhoSignsIn(api, { role: 'owner' });
    const { get, post } = await signedIn(who);
    expect((await get('/api/calls?surprise=1')).status).toBe(422);
    expect((await get('/api/nothing')).status).toBe(404);
    await prisma.session.updateMany({
      where: { operatorId: who.id },
      data: { authenticatedAt: new Date(0) },
    });
    await api.database.sql.query({ text: `SELECT pg_notify('session', $1)`, values: [String(who.id)] });
    await expect.poll(async () => (await post('/api/auth/2fa/setup')).status).toBe(403);
    expect(await refusalsOf(who)).toEqual([]);
  });
});
