import { readdirSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import tls from 'node:tls';
import { expect, test } from '@playwright/test';
import { productCopy } from './support/copy';
import { startNginx, type Nginx } from './support/nginx';
import { createCall, newClient } from './support/telephony';

const HTTP_PORT = 18_080;
const HTTPS_PORT = 18_443;
const SITE = `https://127.0.0.1:${String(HTTPS_PORT)}`;
let nginx: Nginx;

test.use({ ignoreHTTPSErrors: true });
test.beforeAll(async () => {
  nginx = await startNginx({ http: HTTP_PORT, https: HTTPS_PORT, api: productCopy().port });
});
test.afterAll(() => nginx.stop());

test('serves the page under the policy, for every path of the SPA, and nothing else', async ({ request }) => {
  for (const address of ['/', '/telephony', '/orders/42']) {
    const page = await request.get(SITE + address);
    expect(page.status()).toBe(200);
    expect(await page.text()).toContain('<!doctype html>');
    expect(page.headers()).toMatchObject({
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
    });
    expect(page.headers()['content-security-policy']).toContain("script-src 'self'");
    expect(page.headers()['server']).toBe('nginx');
  }
  for (const address of [
    '/.env',
    '/.git/HEAD',
    '/backup.sql',
    '/assets/nothing.js',
    '/assets/x.js.map',
    '/metrics',
    '/api/nothing',
  ]) {
    expect((await request.get(SITE + address)).status(), address).toBe(404);
  }
});

test('gives assets for a year, compressed', async ({ request }) => {
  const [script] = readdirSync(path.resolve(import.meta.dirname, '../dist/assets')).filter((name) =>
    name.endsWith('.js'),
  );
  const asset = await request.get(`${SITE}/assets/${script ?? ''}`, {
    headers: { 'Accept-Encoding': 'gzip' },
  });
  expect(asset.headers()).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' });
  expect((await request.get(`${SITE}/`)).headers()['vary']).toContain('Accept-Encoding');
});

test('refuses the API over plain http and sends people to https', async ({ request }) => {
  const plain = `http://127.0.0.1:${String(HTTP_PORT)}`;
  expect((await request.get(`${plain}/api/health/live`)).status()).toBe(403);
  expect((await request.get(`${plain}/orders`, { maxRedirects: 0 })).headers()['location']).toBe(
    'https://127.0.0.1/orders',
  );
});

test('speaks TLS 1.2, which telephony needs, and 1.3, and nothing older', async () => {
  const handshake = (version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'): Promise<string | null> =>
    new Promise((resolve) => {
      const socket = tls.connect(
        {
          host: '127.0.0.1',
          port: HTTPS_PORT,
          rejectUnauthorized: false,
          minVersion: version,
          maxVersion: version,
        },
        () => {
          resolve(socket.getProtocol());
          socket.destroy();
        },
      );
      socket.once('error', () => {
        resolve(null);
      });
    });
  expect([await handshake('TLSv1.1'), await handshake('TLSv1.2'), await handshake('TLSv1.3')]).toEqual([
    null,
    'TLSv1.2',
    'TLSv1.3',
  ]);
});

test('passes webhooks on with their own limits, and live events without holding them back', async () => {
  const copy = productCopy();
  const token = await tokenOf();
  const client = newClient();
  const seen = await new Promise<string>((resolve, reject) => {
    const agent = new https.Agent({ rejectUnauthorized: false });
    const request = https.get(
      `${SITE}/api/events`,
      { agent, headers: { Authorization: `Bearer ${token}` } },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          if (text.includes(client)) {
            request.destroy();
            resolve(text);
          }
        });
        void createCall(copy, { client, extension: '199' }).ring();
      },
    );
    request.once('error', (error) => {
      if (!request.destroyed) reject(error);
    });
  });
  expect(seen).toContain('event: call.ringing');
});

test('refuses a webhook that is too large before the product sees it', async ({ request }) => {
  const answer = await request.post(`${SITE}/api/webhooks/mango/events/call`, {
    form: { json: 'x'.repeat(70_000) },
  });
  expect(answer.status()).toBe(413);
});

test('reloads without failing a request', async ({ request }) => {
  const statuses: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    nginx.reload();
    // New connections: one that idles while it is being closed is repeated by browsers, and is no request of ours.
    const get = () => request.get(`${SITE}/api/health/live`, { headers: { Connection: 'close' } });
    const answers = await Promise.all(Array.from({ length: 10 }, get));
    statuses.push(...answers.map((answer) => answer.status()));
  }
  expect(new Set(statuses)).toEqual(new Set([200]));
});

async function tokenOf(): Promise<string> {
  const copy = productCopy();
  const response = await fetch(`${copy.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(copy.admin),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}
