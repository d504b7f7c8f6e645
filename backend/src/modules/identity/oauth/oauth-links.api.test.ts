import { randomInt } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { expectProblem } from '../../../../test/api.js';
import {
  linkOf,
  locationOf,
  openBrowser,
  personIn,
  redirectUriOf,
  startOauthApi,
  type Browser,
} from '../../../../test/oauth-stage.js';
import type { TestOperator } from '../../../../test/factories/build.js';
import { startFakeOauth } from '../../../../test/providers/fake-oauth.js';
import { GITHUB, VK } from '../../../../test/providers/oauth-shapes.js';

const github = await startFakeOauth(GITHUB, redirectUriOf('github'));
const vk = await startFakeOauth(VK, redirectUriOf('vk'));
const api = await startOauthApi({ github: github.url, vk: vk.url });
afterAll(async () => {
  await api.close();
  await Promise.all([github.close(), vk.close()]);
});

let operator: TestOperator;
beforeEach(async () => {
  operator = await api.build.operator();
});

const uniqueId = (): string => String(randomInt(1_000_000, 1_000_000_000));
const linksOf = async (person: TestOperator): Promise<Record<string, unknown>[]> => {
  const response = await api.as(person).get('/api/auth/oauth/links');
  return (response.body as { data: Record<string, unknown>[] }).data;
};
const noticesOf = (person: TestOperator) =>
  api.database.prisma.notice.findMany({
    where: { userAccountId: person.userAccountId },
    orderBy: { id: 'asc' },
  });

/** Presses "link" in this browser; returns the provider's address. */
async function startLinking(browser: Browser, person: TestOperator, provider = 'github'): Promise<string> {
  const response = await request(api.url)
    .post(`/api/auth/oauth/${provider}/link`)
    .set('Authorization', `Bearer ${await api.tokenOf(person)}`)
    .send({ returnTo: '/profile' });
  expect(response.status, response.text).toBe(200);
  for (const text of [response.headers['set-cookie'] ?? []].flat()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
    browser.cookies.set(name, value);
  }
  return (response.body as { data: { url: string } }).data.url;
}

describe('linking', () => {
  test('ties a provider’s person to the account, shows it, tells its owner and lets him in from then on', async () => {
    const browser = openBrowser(api);
    const person = { id: uniqueId() };
    const back = github.approve(await startLinking(browser, operator), person);

    expect(locationOf(await browser.follow(back))).toBe('/profile?oauth=linked&provider=github');
    expect(await personIn(api, browser)).toBeNull();
    expect(await linksOf(operator)).toEqual([
      { provider: 'github', email: null, linkedAt: expect.any(String) as string, lastUsedAt: null },
    ]);
    expect(await noticesOf(operator)).toMatchObject([{ type: 'oauth_linked', data: { provider: 'github' } }]);

    const later = openBrowser(api);
    await later.follow(github.approve(await later.start('github'), person));
    expect(await personIn(api, later)).toBe(operator.id);
  });

  test('has no token in any address', async () => {
    const url = new URL(await startLinking(openBrowser(api), operator));
    expect([...url.searchParams.keys()].sort()).toEqual([
      ...[
        'client_id',
        'code_challenge',
        'code_challenge_method',
        'redirect_uri',
        'response_type',
        'scope',
        'state',
      ],
    ]);
  });

  test('begun by an attacker ends in no other browser, so nobody is lured into an account of his', async () => {
    const address = await startLinking(openBrowser(api), operator);
    const victim = openBrowser(api);
    await victim.start('github');
    const back = github.approve(address, { id: uniqueId() });
    expect(locationOf(await victim.follow(back))).toBe('/login?oauth=expired&provider=github');
    expect(await linksOf(operator)).toEqual([]);
  });

  test('leaves a person of a provider with the account he is linked to', async () => {
    const other = await api.build.operator();
    const person = { id: uniqueId() };
    await linkOf(api, other, 'github', person.id);
    const browser = openBrowser(api);
    const back = github.approve(await startLinking(browser, operator), person);
    expect(locationOf(await browser.follow(back))).toBe('/profile?oauth=refused&provider=github');
    expect(await linksOf(operator)).toEqual([]);
    expect(await linksOf(other)).toHaveLength(1);
  });

  test('replaces no link, and repeats one without a second notice', async () => {
    const browser = openBrowser(api);
    const person = { id: uniqueId() };
    await browser.follow(github.approve(await startLinking(browser, operator), person));
    const again = github.approve(await startLinking(browser, operator), person);
    expect(locationOf(await browser.follow(again))).toBe('/profile?oauth=linked&provider=github');
    const another = github.approve(await startLinking(browser, operator), { id: uniqueId() });
    expect(locationOf(await browser.follow(another))).toBe('/profile?oauth=refused&provider=github');
    expect(await noticesOf(operator)).toHaveLength(1);
  });

  test('ends with nothing when the person was dismissed on the way', async () => {
    const browser = openBrowser(api);
    const back = github.approve(await startLinking(browser, operator), { id: uniqueId() });
    await api.database.prisma.operator.update({ where: { id: operator.id }, data: { status: 'inactive' } });
    expect(locationOf(await browser.follow(back))).toBe('/profile?oauth=refused&provider=github');
    expect(
      await api.database.prisma.oauthIdentity.count({ where: { userAccountId: operator.userAccountId } }),
    ).toBe(0);
  });

  test('asks for a recent proof, as does ending a link', async () => {
    await linkOf(api, operator, 'vk', uniqueId());
    const client = api.as(operator);
    await client.get('/api/auth/oauth/links');
    api.clock.set(new Date(Date.now() + 11 * 60_000));
    expectProblem(await client.post('/api/auth/oauth/github/link').send({}), 403, 'step_up_required');
    expectProblem(await client.delete('/api/auth/oauth/links/vk'), 403, 'step_up_required');
    api.clock.set(new Date());
    expect(await linksOf(operator)).toHaveLength(1);
  });

  test('to a provider that is off is not found', async () => {
    expectProblem(await api.as(operator).post('/api/auth/oauth/google/link').send({}), 404, 'not_found');
  });

  test('to a provider that is not one of ours is refused', async () => {
    const response = await api.as(operator).post('/api/auth/oauth/myspace/link').send({});
    expectProblem(response, 422, 'invalid_fields', { provider: 'invalid_value' });
  });
});

describe('ending a link', () => {
  test('shuts that way in, leaves the others’ links alone, and is told and on record', async () => {
    const other = await api.build.operator();
    await linkOf(api, other, 'github', uniqueId());
    const id = uniqueId();
    await linkOf(api, operator, 'github', id);
    expect((await api.as(operator).delete('/api/auth/oauth/links/github')).status).toBe(204);

    expect(await linksOf(operator)).toEqual([]);
    expect(await linksOf(other)).toHaveLength(1);
    expect(await noticesOf(operator)).toMatchObject([
      { type: 'oauth_unlinked', data: { provider: 'github' } },
    ]);
    const audit = await api.database.prisma.audit.findFirst({
      where: { action: 'oauth.unlink', actorOperatorId: operator.id },
    });
    expect(audit?.diffFields).toEqual({ provider: { before: 'github' } });
    const browser = openBrowser(api);
    await browser.follow(github.approve(await browser.start('github'), { id }));
    expect(await personIn(api, browser)).toBeNull();
  });

  test('that is not there is not found', async () => {
    expectProblem(await api.as(operator).delete('/api/auth/oauth/links/github'), 404, 'not_found');
  });
});
