import { readFile, writeFile, mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../test/api.js';
import { createSecretBox } from '../platform/crypto/secret-box.js';
import { GOOD_PASSWORD } from '../../test/factories/operators.js';
import { personWhoSignsIn } from '../../test/browser.js';
import { mfaTokenOf, openBrowser, personWithFactor } from '../../test/factories/second-factor.js';
import { telephonyAccount } from '../../test/hostile/sound-input.js';
import { rotateSecrets } from './rotate-secrets.js';
import { loadSecrets, type Secrets } from './secrets.js';

let api: TestApi;
let folder: string;
let file: string;
let before: Secrets;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'crm-rotation-'));
  file = path.join(folder, 'secrets.json');
  before = await loadSecrets(file, false);
  api = await startTestApi({
    env: { SECRETS_FILE: file, JWT_SECRET: before.jwtSecret, SECRETS_KEY: before.secretsKey },
  });
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

const keyIdOf = (sealed: string | null): string | undefined => sealed?.split('.')[1];
const kidOf = (token: string): unknown =>
  (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: unknown }).kid;
const profileWith = (token: string) =>
  request(api.url).get('/api/auth/profile').set('Authorization', `Bearer ${token}`);
const cookieOf = ({ headers }: request.Response): string =>
  /crm_rt=[^;]+/.exec(String(headers['set-cookie']))?.[0] ?? '';

test('new secrets take over while people work: no request fails, and what was sealed is sealed anew', async () => {
  const { prisma, sql } = api.database;
  const person = await personWhoSignsIn(api);
  const signedIn = await openBrowser(api).signIn(person.login);
  const token = (signedIn.body as { accessToken: string }).accessToken;
  const coded = await personWithFactor(api);
  const accountId = await telephonyAccount(api, api.organization.id);
  const salt = async () =>
    (await prisma.telephonyAccount.findUniqueOrThrow({ where: { id: accountId } })).apiSaltSealed;
  const saltBefore = await salt();

  const work = { isOver: false, statuses: [] as number[] };
  const working = (async () => {
    while (!work.isOver) work.statuses.push((await profileWith(token)).status);
  })();
  const count = await rotateSecrets({ file, sql, now: new Date(), isForced: false });
  work.isOver = true;
  await working;

  expect(new Set(work.statuses)).toEqual(new Set([200]));
  expect(count).toBeGreaterThanOrEqual(2);
  expect(keyIdOf(await salt())).not.toBe(keyIdOf(saltBefore));
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const after = JSON.parse(await readFile(file, 'utf8')) as Secrets;
  expect(after).toMatchObject({ jwtSecretPrevious: before.jwtSecret, secretsKeyPrevious: before.secretsKey });
  expect(createSecretBox(Buffer.from(after.secretsKey, 'base64')).open(await salt())).toBe(
    'salt-of-the-account',
  );

  const refreshed = await request(api.url).post('/api/auth/refresh').set('Cookie', cookieOf(signedIn));
  expect(refreshed.status).toBe(200);
  const next = (refreshed.body as { accessToken: string }).accessToken;
  expect(kidOf(next)).not.toBe(kidOf(token));
  expect((await profileWith(next)).status).toBe(200);
  const browser = openBrowser(api);
  const answered = await browser.answer(
    mfaTokenOf(await browser.signIn(coded.login, GOOD_PASSWORD)),
    coded.code(),
  );
  expect(answered.status).toBe(200);
});

test('a second rotation so soon is refused unless it is forced, and then the first secret opens nothing', async () => {
  const { sql } = api.database;
  const present = await loadSecrets(file, true);
  await expect(rotateSecrets({ file, sql, now: new Date(), isForced: false })).rejects.toThrow(
    'twelve hours',
  );
  expect(await loadSecrets(file, true)).toEqual(present);

  const person = await personWhoSignsIn(api);
  const old = await openBrowser(api).signIn(person.login);
  const rotated = {
    ...present,
    jwtSecret: `${present.jwtSecret}-next`,
    jwtSecretPrevious: `${present.jwtSecret}-other`,
  };
  await writeFile(file, JSON.stringify(rotated));
  const fresh = api.container.identity.accessTokens;
  await expect
    .poll(() => kidOf(fresh.issue({ accountId: 1, organizationId: 1, operatorId: 1, sessionId: 's' })), {
      timeout: 10_000,
    })
    .not.toBe(kidOf((old.body as { accessToken: string }).accessToken));
  expectProblem(await profileWith((old.body as { accessToken: string }).accessToken), 401, 'not_signed_in');
  expectProblem(
    await request(api.url).post('/api/auth/refresh').set('Cookie', cookieOf(old)),
    401,
    'session_expired',
  );
});
