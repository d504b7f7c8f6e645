import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { createPasswords } from '../src/modules/identity/index.js';
import { createLogger } from '../src/platform/logging/logger.js';
import { startTestApi } from './api.js';
import { buildCall } from './factories/call.js';
import { createSender } from './hostile/send-raw.js';
import { buildTelephonyAccount } from './telephony.js';

/** Unlike anything else a log could hold. */
const CANARY = {
  password: 'canary-Passw0rd-71f3c9',
  login: 'canary_login_71f3c9',
  token: 'canaryToken71f3c9canaryToken71f3c9canaryToken71f3c9',
  cookie: 'canaryCookie71f3c9.canaryCookie71f3c9',
  salt: 'canary-salt-71f3c9-71f3c9',
  code: '718293',
  field: 'canary-field-71f3c9',
  email: 'canary71f3c9@secret-domain.example',
  name: 'Канарейкина',
  phone: '9273718293',
  card: '4716 2938 1029 3847',
};

const folder = mkdtempSync(path.join(os.tmpdir(), 'crm-canary-'));
const file = path.join(folder, 'app.log');
let printed = '';
// The console of a test is not that of the process; winston writes to the stream behind it.
const { _stdout: stdout } = globalThis.console as unknown as { _stdout: NodeJS.WriteStream };
const listening = vi.spyOn(stdout, 'write').mockImplementation((chunk) => {
  printed += String(chunk);
  return true;
});
const errors = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
  printed += String(chunk);
  return true;
});
const masking = { error: 'hint', warn: 'hint', info: 'hint', debug: 'hint' } as const;
const logger = createLogger({ level: 'debug', service: 'canary', file, masking });
const api = await startTestApi({ logger });
const sender = createSender(api.url);

afterAll(async () => {
  sender.close();
  await api.close();
  listening.mockRestore();
  errors.mockRestore();
  rmSync(folder, { recursive: true, force: true });
});

const json = { 'Content-Type': 'application/json' };
const post = (target: string, body: string, headers: Record<string, string> = json) =>
  sender.send({ method: 'POST', path: target, headers, body });

/** What goes wrong and right on a day, with a canary wherever people and machines put secrets. */
async function liveThroughADay(): Promise<void> {
  const { password, login, token, cookie, salt, code, field, email, name, phone, card } = CANARY;
  const passwordHash = await createPasswords({ cost: 4 }).hash(password);
  await api.build.operator({ login, email, name, passwordHash, role: 'admin' });
  await buildTelephonyAccount(api, { apiKey: 'canary-key', apiSalt: salt });
  await buildCall(api, { phoneClient: `+7${phone}` });
  const owner = { Authorization: `Bearer ${await api.tokenOf(api.owner)}` };

  await post('/api/auth/login', JSON.stringify({ login, password }));
  await post('/api/auth/login', JSON.stringify({ login: email, password: `${password}-wrong` }));
  await post('/api/auth/login', `{"login":"${login}","password":"${password}"`);
  await post('/api/auth/login', JSON.stringify({ login, password, [field]: field }));
  const many = Array.from({ length: 2000 }, (_, index) => `p${String(index)}=${password}`).join('&');
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  await post('/api/auth/login', many, form);
  await post('/api/webhooks/mango/events/call', `${many}&vpbx_api_key=canary-key&sign=${token}`, form);
  const event = new URLSearchParams({
    ...{ vpbx_api_key: 'canary-key', sign: token },
    json: `{"from":{"number":"7${phone}"},"salt":"${salt}"}`,
  });
  await post('/api/webhooks/mango/events/call', event.toString(), form);
  await post('/api/auth/login/mfa', JSON.stringify({ mfaToken: token, code }));
  await post('/api/auth/refresh', '', { Cookie: `crm_rt=${cookie}; __Host-crm_rt=${cookie}` });
  await sender.send({ method: 'GET', path: `/api/calls?access_token=${token}&search=${phone}` });
  await sender.send({ method: 'GET', path: '/api/calls', headers: { Authorization: `Bearer ${token}` } });
  await sender.send({ method: 'GET', path: `/api/clients/%2B7${phone}`, headers: owner });
  await sender.send({ method: 'GET', path: `/api/recordings/play/${token}.${token}` });
  await sender.send({ method: 'GET', path: '/', headers: { 'User-Agent': `${email} ${token}` } });
  const draft = { name, login, password, email, city: 'Саратов', role: 'operator', note: card };
  await post('/api/operators', JSON.stringify(draft), { ...json, ...owner });

  // What drivers and parsers put into the errors that are logged when nobody foresaw them.
  const cause = Object.assign(new Error(`Key (phone)=(+7${phone}) of ${email} already exists`), {
    ...{ code: '22P02', detail: `Key (login)=(${login})`, parameters: [password, token], body: many },
  });
  logger.error('request failed unexpectedly', {
    error: new Error(`password=${password} ${card}`, { cause }),
  });
  logger.warn('provider refused', {
    status: 401,
    headers: { cookie, authorization: `Bearer ${token}` },
    url: `/?t=${token}`,
  });
  logger.info('letter sent', { to: [email], phone: `+7${phone}`, params: { code, name }, salt });
  logger.debug(`second factor: code=${code}`, { login, code });
}

test('a day full of secrets leaves none of them in a log', async () => {
  await liveThroughADay();
  // Lines are written in the order of their events: once the last is there, all are.
  const logged = (): string =>
    readdirSync(folder)
      .filter((name) => name.startsWith('app.log'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .join('');
  logger.info('the day is over');
  await expect
    .poll(() => logged().includes('the day is over') && printed.includes('the day is over'))
    .toBe(true);
  for (const text of [logged(), printed]) {
    const lines = text
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(15);
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    for (const [kind, canary] of Object.entries(CANARY))
      expect({ kind, lines: lines.filter((line) => line.includes(canary)) }).toEqual({ kind, lines: [] });
    expect(text).not.toContain(CANARY.card.replaceAll(' ', ''));
    expect(text).toContain('+7***93');
    expect(text).toContain('c***@s***.example');
  }
});
