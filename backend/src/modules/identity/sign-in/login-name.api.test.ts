import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, startTestApi, type TestApi } from '../../../../test/api.js';
import { openBrowser, personWhoSignsIn } from '../../../../test/browser.js';
import { operatorDraft } from '../../../../test/factories/operators.js';
import { createPasswords } from '../index.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const browser = () => openBrowser({ url: api.url });

describe('a login', () => {
  test('is the same in any case, width and with outer space', async () => {
    await personWhoSignsIn(api, { login: 'ivan' });
    for (const typed of ['ivan', 'IVAN', ' ivan ', 'ｉｖａｎ', 'ＩＶＡＮ'])
      expect((await browser().signIn(typed)).status, typed).toBe(200);
  });

  test('of look-alike letters or with invisible ones is another, and cannot be given', async () => {
    await personWhoSignsIn(api, { login: 'petr' });
    for (const typed of ['p\u0435tr', 'petr\u200b', 'pe\u0301tr'])
      expectProblem(await browser().signIn(typed), 401, 'invalid_credentials');
    const create = (login: string) => api.as(api.owner).post('/api/operators').send(operatorDraft({ login }));
    for (const login of ['PETR', 'petr ']) expectProblem(await create(login), 409, 'already_exists');
    for (const login of ['p\u0435tr', 'petr\u200b', 'ｐｅｔｒ'])
      expectProblem(await create(login), 422, 'invalid_fields', { login: 'invalid_value' });
  });
});

test('a password is the same however its accents are composed', async () => {
  const composed = 'пароль с буквой й';
  const passwordHash = await createPasswords({ cost: 4 }).hash(composed.normalize('NFC'));
  const { login } = await personWhoSignsIn(api, { passwordHash });
  for (const form of ['NFC', 'NFD'] as const)
    expect((await browser().signIn(login, composed.normalize(form))).status, form).toBe(200);
});

test('nobody is there whom nobody has made', async () => {
  const logins = ['admin', 'administrator', 'root', 'user', 'test', 'operator', 'demo', 'crm'];
  const passwords = ['admin123', 'admin', 'password', '123456', 'changeme'];
  for (const login of logins)
    for (const password of passwords) expect((await browser().signIn(login, password)).status).toBe(401);
});
