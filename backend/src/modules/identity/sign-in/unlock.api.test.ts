import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { failToSignIn, openBrowser, personWhoSignsIn } from '../../../../test/browser.js';
import { createSecretBox } from '../../../platform/crypto/secret-box.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ env: { PUBLIC_URL: 'http://crm.test:5000' } });
});
afterAll(() => api.close());

const stranger = () => openBrowser({ url: api.url });
const ask = (login: string) => stranger().post('/api/auth/unlock/request', { login });

interface WaitingJob {
  readonly id: number;
  readonly payload: { readonly name: string };
}

/** Does what the worker would: writes the letters asked for. */
async function writeLetters(): Promise<number> {
  const jobs = await api.database.sql.query<WaitingJob>({
    text: `SELECT j.id, p.payload FROM graphile_worker.jobs j JOIN graphile_worker._private_jobs p ON p.id = j.id
      WHERE j.task_identifier = 'identity:unlock_letter'`,
  });
  for (const { id, payload } of jobs) {
    await api.container.worker.jobs['identity:unlock_letter'](payload);
    await api.database.sql.query({
      text: 'SELECT count(*) FROM graphile_worker.complete_jobs(ARRAY[$1::bigint])',
      values: [id],
    });
  }
  return jobs.length;
}

async function linksFor(accountId: number): Promise<URL[]> {
  const box = createSecretBox(api.environment.secretsKey);
  const letters = await api.database.prisma.mailMessage.findMany({
    where: { userAccountId: accountId, template: 'unlock' },
    orderBy: { id: 'asc' },
  });
  return letters.map(
    ({ paramsSealed }) => new URL((JSON.parse(box.open(paramsSealed)) as { link: string }).link),
  );
}

let people = 0;
const personWithMail = async (isVerified = true) => {
  people += 1;
  const person = await personWhoSignsIn(api, { email: `person-${String(people)}@example.ru` });
  if (isVerified)
    await api.database.prisma.userAccount.update({
      where: { id: person.userAccountId },
      data: { emailVerifiedAt: new Date() },
    });
  return person;
};

test('a mailed link lets the browser in which it is followed sign in, once, and no other', async () => {
  const { login, userAccountId } = await personWithMail();
  api.clock.set(new Date());
  await failToSignIn(stranger(), login, 5);
  const own = stranger();
  expectProblem(await own.signIn(login), 429, 'too_many_requests');

  expect((await ask(login)).status).toBe(202);
  await writeLetters();
  const [link] = await linksFor(userAccountId);
  expect(link?.origin).toBe('http://crm.test:5000');
  expect(link?.pathname).toBe('/unlock');
  const token = link?.hash.slice(1) ?? '';

  expect((await own.post('/api/auth/unlock', { token })).status).toBe(204);
  expectProblem(await stranger().post('/api/auth/unlock', { token }), 410, 'token_used');
  expectProblem(await stranger().signIn(login), 429, 'too_many_requests');
  await failToSignIn(own, login, 2);
  expect((await own.signIn(login)).status).toBe(200);
});

test('the answer is the same for a login that is nobody’s, and no letter goes out', async () => {
  const known = await personWithMail();
  const unverified = await personWithMail(false);
  const answers = [];
  for (const name of [known.login, 'nobody-at-all', unverified.login]) answers.push(await ask(name));
  for (const answer of answers) {
    expect(answer.status).toBe(202);
    expect(answer.text).toBe(answers[0]?.text);
    expect(Object.keys(answer.headers).sort()).toEqual(Object.keys(answers[0]?.headers ?? {}).sort());
  }
  await writeLetters();
  expect(await linksFor(known.userAccountId)).toHaveLength(1);
  expect(await linksFor(unverified.userAccountId)).toHaveLength(0);
});

test('three letters an hour are written, and each ends the link before it', async () => {
  const { login, userAccountId } = await personWithMail();
  for (let count = 0; count < 5; count += 1) {
    expect((await ask(login)).status).toBe(202);
    await writeLetters();
  }
  const links = await linksFor(userAccountId);
  expect(links).toHaveLength(3);
  const [first, , last] = links.map(({ hash }) => hash.slice(1));
  expectProblem(await stranger().post('/api/auth/unlock', { token: first }), 410, 'token_used');
  expect((await stranger().post('/api/auth/unlock', { token: last })).status).toBe(204);
});

test('a link is too old after half an hour', async () => {
  const { login, userAccountId } = await personWithMail();
  const now = Date.now();
  api.clock.set(new Date(now));
  await ask(login);
  await writeLetters();
  api.clock.set(new Date(now + 31 * 60_000));
  const [link] = await linksFor(userAccountId);
  expectProblem(await stranger().post('/api/auth/unlock', { token: link?.hash.slice(1) }), 410, 'token_used');
});
