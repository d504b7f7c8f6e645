import http from 'node:http';
import { afterAll, describe, expect, test } from 'vitest';
import { createPasswords } from '../src/modules/identity/index.js';
import { readEnvironment } from '../src/platform/config/env.js';
import { refuseUnknownHosts } from '../src/platform/http/known-hosts.js';
import { startTestApi } from './api.js';
import { GOOD_PASSWORD } from './factories/operators.js';
import { createSender, type RawAnswer } from './hostile/send-raw.js';
import { connectTelephony } from './telephony.js';
import { mangoSamples } from './fixtures/mango/samples.js';

const api = await startTestApi({
  env: { PUBLIC_URL: 'https://crm.example', ALLOWED_HOSTS: 'backend, Crm.LAN, [fd00::5]' },
});
const sender = createSender(api.url);
const telephony = await connectTelephony(api);
const passwordHash = await createPasswords({ cost: 4 }).hash(GOOD_PASSWORD);
const person = await api.build.operator({ passwordHash });
const { port } = new URL(api.url);

afterAll(async () => {
  sender.close();
  await api.close();
});

const page = (Host: string, headers: Readonly<Record<string, string>> = {}): Promise<RawAnswer> =>
  sender.send({ method: 'GET', path: '/calls', headers: { Host, Accept: 'text/html', ...headers } });

describe('a request that calls us', () => {
  test.each([
    'crm.example',
    'CRM.example:443',
    'crm.example.',
    'backend:5000',
    'crm.lan',
    '[fd00::5]:5000',
    'localhost:1',
    `127.0.0.1:${port}`,
    '127.0.0.2',
    '[::1]:8080',
  ])('%s is answered', async (host) => {
    expect((await page(host)).status).toBe(200);
  });

  test.each([
    'evil.test',
    'crm.example.evil.test',
    'evilcrm.example',
    'localhost.evil.test',
    '127.0.0.1.evil.test',
    '127.0.0.1.nip.io',
    '192.168.1.5',
    '0.0.0.0',
    'crm.example@evil.test',
    'crm.example:443:443',
    'crm.example/..',
    'crm.example, evil.test',
  ])('%s is told that it is not us', async (host) => {
    const { status, json, headers } = await page(host);
    expect({ status, code: json?.['code'] }).toEqual({ status: 421, code: 'misdirected_request' });
    expect(headers['content-type']).toContain('application/problem+json');
    expect(headers.connection).toBe('close');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('by another name in a header of proxies is known by its Host alone', async () => {
    const forged = {
      'X-Forwarded-Host': 'crm.example',
      Forwarded: 'host=crm.example',
      'X-Host': 'crm.example',
    };
    expect((await page('evil.test', forged)).status).toBe(421);
    const evil = { 'X-Forwarded-Host': 'evil.test', Forwarded: 'host=evil.test', 'X-Host': 'evil.test' };
    const { status, text, headers } = await page('crm.example', evil);
    expect(status).toBe(200);
    expect(`${text}${JSON.stringify(headers)}`).not.toContain('evil');
  });

  test('by a name of the attacker is not listened to, whatever it asks', async () => {
    const asked = [
      ['POST', '/api/auth/login'],
      ['POST', '/api/v1/auth/login'],
      ['GET', '/api/auth/profile'],
      ['POST', '/api/webhooks/mango/events/call'],
      ['GET', '/api/openapi.json'],
      ['GET', '/api/docs'],
      ['GET', '/index.html'],
      ['GET', '/api/healthy'],
      ['GET', '/api/health/../auth/profile'],
      ['GET', '/metrics/more'],
    ] as const;
    for (const [method, path] of asked) {
      const { status } = await sender.send({ method, path, headers: { Host: 'evil.test' } });
      expect({ path, status }).toEqual({ path, status: 421 });
    }
  });
});

/** As a browser does whose resolver says that the attacker's name is this machine. */
function fromRebound(method: string, path: string, body = ''): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        method,
        path,
        port,
        host: 'rebound.evil.test',
        family: 4,
        lookup: (_name, options, found) => {
          if (options.all) found(null, [{ address: '127.0.0.1', family: 4 }]);
          else found(null, '127.0.0.1', 4);
        },
        headers: {
          Origin: `http://rebound.evil.test:${port}`,
          'Sec-Fetch-Site': 'same-origin',
          'Content-Type': 'application/json',
          Accept: 'text/html',
        },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text });
        });
      },
    );
    request.on('error', reject).end(body);
  });
}

test('a page whose name was made to point here (DNS rebinding) gets nothing, signs nobody in and leaves no attempt', async () => {
  const before = await api.database.prisma.signInEvent.count();
  const credentials = JSON.stringify({ login: person.login, password: GOOD_PASSWORD });
  const login = await fromRebound('POST', '/api/auth/login', credentials);
  expect(login.status).toBe(421);
  expect(login.text).not.toContain('accessToken');
  expect((await fromRebound('POST', '/api/auth/refresh')).status).toBe(421);
  for (const path of ['/', '/login', '/calls', '/index.html'])
    expect({ path, status: (await fromRebound('GET', path)).status }).toEqual({ path, status: 421 });
  expect(await api.database.prisma.signInEvent.count()).toBe(before);
  // The very same request by our own name signs in: nothing but the name was wrong.
  const own = await api.anonymous
    .post('/api/auth/login')
    .set('Host', 'crm.example')
    .send(credentials)
    .type('json');
  expect(own.status).toBe(200);
});

test('health and figures are told to whoever may ask, by whatever name', async () => {
  for (const path of ['/api/health/live', '/api/health/ready', '/api/v1/health/live', '/metrics']) {
    const { status } = await sender.send({ method: 'GET', path, headers: { Host: '10.1.2.3:5000' } });
    expect({ path, status }).toEqual({ path, status: 200 });
  }
});

test('telephony is heard at the public name', async () => {
  const sample = mangoSamples[0]?.events[0];
  if (!sample) throw new Error('There are no samples');
  expect((await telephony.postSample(sample).set('Host', 'crm.example')).status).toBe(200);
});

test.each(['*', '*.crm.lan', 'https://crm.lan', 'crm.lan:5000', 'crm.lan/', 'a b'])(
  'a start with ALLOWED_HOSTS=%s is refused',
  (ALLOWED_HOSTS) => {
    expect(() => readEnvironment({ DATABASE_URL: 'postgresql://a', ALLOWED_HOSTS })).toThrow(/ALLOWED_HOSTS/);
  },
);

test.each([
  ['192.168.1.5:5000', true],
  ['[fd00::9]', true],
  ['192.168.1.5.evil.test', false],
  ['evil.test', false],
])('of a server that listens everywhere, %s is a name of its own: %s', (host, isOurs) => {
  const refuse = refuseUnknownHosts({
    publicUrl: new URL('https://crm.example'),
    host: '0.0.0.0',
    allowedHosts: [],
  });
  let refused: unknown = null;
  const req = { headers: { host }, path: '/calls' } as Parameters<typeof refuse>[0];
  void refuse(
    req,
    { setHeader: () => undefined } as unknown as Parameters<typeof refuse>[1],
    (error?: unknown) => {
      refused = error ?? null;
    },
  );
  expect(refused === null).toBe(isOurs);
});
