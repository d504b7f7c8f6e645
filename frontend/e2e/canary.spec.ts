import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { signInByApi } from './support/call-centre';
import { productCopy } from './support/copy';
import { startNginx, type Nginx } from './support/nginx';

const HTTPS_PORT = 18_543;
const SITE = `https://127.0.0.1:${String(HTTPS_PORT)}`;
/** Unlike anything else a log could hold. */
const CANARY = {
  password: 'Lantern-Quartz-53ab90',
  token: 'canaryToken53ab90canaryToken53ab90canaryToken53ab90',
  cookie: 'canaryCookie53ab90',
  code: '538291',
  login: 'canary_login_53ab90',
  email: 'canary53ab90@secret-domain.example',
  phone: '9275382914',
};
let nginx: Nginx;

test.use({ ignoreHTTPSErrors: true });
test.beforeAll(async () => {
  nginx = await startNginx({ http: 18_480, https: HTTPS_PORT, api: productCopy().port });
});
test.afterAll(() => nginx.stop());

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) return filesIn(file);
    return /\.log|\.jsonl$/.test(name) ? [file] : [];
  });
}

test('no log of a running copy holds a secret: its own, PM2’s, PostgreSQL’s, Nginx’s', async ({
  request,
}) => {
  const { password, token, cookie, code, login, email, phone } = CANARY;
  const copy = productCopy();
  const send = await signInByApi(copy, copy.admin);
  await send('POST', '/operators', {
    name: 'Канарейка',
    login,
    password,
    email,
    city: 'Саратов',
    role: 'operator',
    status: 'active',
  });
  const json = { 'Content-Type': 'application/json' };
  const post = (address: string, data: string, headers: Record<string, string> = json) =>
    request.post(`${SITE}/api${address}`, { data, headers });
  expect((await post('/auth/login', JSON.stringify({ login, password }))).status()).toBe(200);
  await post('/auth/login', JSON.stringify({ login: email, password: `${password}x` }));
  await post('/auth/login', `{"login":"${login}","password":"${password}"`);
  await post('/auth/login', JSON.stringify({ login, [token]: password }));
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const many = Array.from({ length: 2000 }, (_, index) => `p${String(index)}=${password}`).join('&');
  await post(
    '/webhooks/mango/events/call',
    `vpbx_api_key=x&sign=${token}&json={"n":"7${phone}"}&${many}`,
    form,
  );
  await post('/auth/login/mfa', JSON.stringify({ mfaToken: token, code }));
  await post('/auth/refresh', '', { Cookie: `crm_rt=${cookie}` });
  for (const address of [
    `/api/calls?access_token=${token}&search=${phone}`,
    `/api/clients/7${phone}`,
    `/api/recordings/play/${token}.${token}`,
    `/api/webhooks/avito/${token}`,
    `/reset/${token}`,
    `/?code=${code}&state=${token}`,
  ])
    await request.get(SITE + address, {
      headers: { Cookie: `crm_rt=${cookie}`, Referer: `${SITE}/?t=${token}` },
    });

  const logs = [
    ...filesIn(nginx.logs),
    ...filesIn(path.join(copy.dataDir, 'logs')),
    ...filesIn(path.join(copy.dataDir, 'pm2')),
  ];
  const names = logs.map((file) => path.basename(file));
  for (const name of ['crm.access.log', 'postgres.log', 'pm2.log', 'api.error.log'])
    expect(names).toContain(name);
  await expect
    .poll(() =>
      logs
        .map((file) => readFileSync(file, 'utf8'))
        .join('')
        .includes('/api/webhooks/avito/***'),
    )
    .toBe(true);
  const found = logs.flatMap((file) =>
    Object.entries(CANARY)
      .filter(([, canary]) => readFileSync(file, 'utf8').includes(canary))
      .map(([kind]) => `${kind} in ${path.basename(file)}`),
  );
  expect(found).toEqual([]);
});
