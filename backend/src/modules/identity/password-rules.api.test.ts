import { dictionary } from '@zxcvbn-ts/language-common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import request from 'supertest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { GOOD_PASSWORD, operatorDraft } from '../../../test/factories/operators.js';
import { personWhoSignsIn } from '../../../test/browser.js';
import { openBrowser, personWithFactor } from '../../../test/factories/second-factor.js';
import { assertOwnerPassword } from '../../scripts/owner.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

type Person = Awaited<ReturnType<typeof personWhoSignsIn>>;
const change = (person: Person, newPassword: string, currentPassword = GOOD_PASSWORD) =>
  api.as(person).put('/api/auth/password').send({ currentPassword, newPassword });
const faultOf = ({ body }: request.Response) =>
  (body as { errors?: { field: string; code: string; reason?: string; message: string }[] }).errors?.[0];

describe('the length, in characters as people count them', () => {
  test.each([
    ['without a second factor', 14, 'too_short'],
    ['without a second factor', 15, null],
    ['with one', 7, 'too_short'],
    ['with one', 8, null],
    ['with one', 256, null],
    ['with one', 257, 'too_long'],
  ])('%s, %i', async (which, length, code) => {
    const make = which === 'with one' ? personWithFactor : personWhoSignsIn;
    const answer = await change(
      await make(api),
      '🙂🦉🐢🦊🐳🌵🍋🎲🧭🪁🥁🛶🧩🪴🎈🗿'.repeat(17).slice(0, length * 2),
    );
    if (code === null) expect(answer.status).toBe(204);
    else expectProblem(answer, 422, 'invalid_fields', { newPassword: code });
  });

  test('ten kilobytes are refused before anything is hashed', async () => {
    const person = await personWhoSignsIn(api);
    expectProblem(await change(person, 'ab '.repeat(3500)), 422, 'invalid_fields', {
      newPassword: 'too_long',
    });
    expectProblem(await openBrowser(api).signIn(person.login, 'ab '.repeat(3500)), 422, 'invalid_fields', {
      password: 'too_long',
    });
  });
});

describe('a long password of one kind of letters', () => {
  const words =
    'quiet evening by the river with old friends and a kettle that never boils while the owl counts ships';

  test('is taken whole: neither its beginning nor one with another end signs in', async () => {
    const person = await personWhoSignsIn(api);
    expect(words.length).toBeGreaterThan(72);
    expect((await change(person, words)).status).toBe(204);
    expect((await openBrowser(api).signIn(person.login, words)).status).toBe(200);
    for (const other of [words.slice(0, 72), `${words.slice(0, -1)}z`, words.toUpperCase()])
      expectProblem(await openBrowser(api).signIn(person.login, other), 401, 'invalid_credentials');
  });

  test('is the same however its letters are composed, and another with a blank at its end', async () => {
    const person = await personWhoSignsIn(api);
    const typed = 'й ё тихие вечера у реки ';
    expect((await change(person, typed)).status).toBe(204);
    for (const form of ['NFC', 'NFD'] as const)
      expect((await openBrowser(api).signIn(person.login, typed.normalize(form))).status).toBe(200);
    expectProblem(await openBrowser(api).signIn(person.login, typed.trim()), 401, 'invalid_credentials');
  });
});

describe('a password that is easy to guess', () => {
  test('is refused with the reason in the language of the request', async () => {
    const person = await personWhoSignsIn(api);
    const fault = faultOf(await change(person, 'Password12345678').set('Accept-Language', 'en'));
    expect(fault).toMatchObject({ field: 'newPassword', code: 'blocklisted', reason: 'common' });
    expect(fault?.message).toContain('Many people have this password');
  });

  test('is one of login, name, organisation or product', async () => {
    const { id: organizationId } = await api.build.organization();
    await api.database.prisma.organization.update({
      where: { id: organizationId },
      data: { name: 'Рога и Копыта' },
    });
    const person = await personWhoSignsIn(api, {
      organizationId,
      name: 'Остап Бендер',
      login: 'turkish-citizen',
    });
    for (const password of [
      'turkish-citizenturkish-citizen',
      'Остап Бендер 1927',
      'РогаИКопыта2026',
      'рога и копыта 2026',
      'crmcallcentre2026',
    ])
      expect(faultOf(await change(person, password))).toMatchObject({
        code: 'blocklisted',
        reason: 'personal',
      });
  });

  test('is any of the frequent ones, with a second factor too', async () => {
    const person = await personWithFactor(api);
    const long = dictionary['passwords-common'].filter((password) => password.length >= 8);
    const sample = Array.from({ length: 50 }, (_, at) => long[Math.floor((at * long.length) / 50)] ?? '');
    for (const password of sample)
      expect({ password, fault: faultOf(await change(person, password)) }).toMatchObject({
        fault: { code: 'blocklisted' },
      });
  });

  test('is none for anybody: not given by an admin, not at the command line', async () => {
    const admin = api.as(api.owner);
    const draft = operatorDraft({ password: 'Password12345678' });
    expect(faultOf(await admin.post('/api/operators').send(draft))).toMatchObject({
      field: 'password',
      code: 'blocklisted',
    });
    const person = await personWhoSignsIn(api);
    const given = { version: 1, password: `${person.login}${person.login}` };
    expect(faultOf(await admin.patch(`/api/operators/${String(person.id)}`).send(given))).toMatchObject({
      code: 'blocklisted',
      reason: 'personal',
    });
    const owner = { organizationId: api.organization.id, login: 'first-admin' };
    await expect(
      assertOwnerPassword(api.database, { ...owner, password: 'first-admin-2026' }),
    ).rejects.toThrow('easy to guess');
    await expect(assertOwnerPassword(api.database, { ...owner, password: 'short' })).rejects.toThrow(
      '15 to 256',
    );
    await expect(
      assertOwnerPassword(api.database, { ...owner, password: GOOD_PASSWORD }),
    ).resolves.toBeUndefined();
  });
});

test('a changed password ends the others, gives this session a new token and tells the person', async () => {
  const person = await personWhoSignsIn(api);
  const signedIn = await openBrowser(api).signIn(person.login);
  const cookieOf = ({ headers }: request.Response): string =>
    /crm_rt=[^;]+/.exec(String(headers['set-cookie']))?.[0] ?? '';
  const changed = await request(api.url)
    .put('/api/auth/password')
    .set('Authorization', `Bearer ${(signedIn.body as { accessToken: string }).accessToken}`)
    .send({ currentPassword: GOOD_PASSWORD, newPassword: 'another correct horse' });
  expect(cookieOf(changed)).not.toBe(cookieOf(signedIn));
  const renewed = await request(api.url).post('/api/auth/refresh').set('Cookie', cookieOf(changed));
  expect(renewed.status).toBe(200);
  expectProblem(
    await request(api.url).post('/api/auth/refresh').set('Cookie', cookieOf(signedIn)),
    401,
    'token_reuse',
  );
  const notices = await api.database.prisma.notice.findMany({
    where: { userAccountId: person.userAccountId },
  });
  expect(notices.map(({ type }) => type)).toContain('password_changed');
});
