import { afterAll, expect, test } from 'vitest';
import { startTestApi } from './api.js';
import { openBrowser, personWhoSignsIn } from './browser.js';
import { invitationsOf } from './factories/invitation.js';
import { personWithFactor } from './factories/second-factor.js';
import { telephonyAccount } from './hostile/sound-input.js';
import { dumpOf } from './whole-dump.js';

const api = await startTestApi();
afterAll(() => api.close());

/** A text as a dump may hold it: as it is, and as the bytes of a `bytea`. */
const writings = (secret: string): string[] => [
  secret,
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('base64'),
];

test('a dump of the database opens nothing: seeds, salts, tokens, codes, keys and links are sealed or digests', async () => {
  const owner = api.as(api.owner);
  const account = await telephonyAccount(api, api.organization.id);
  const salt = 'plain-salt-that-nobody-may-read';
  expect((await owner.patch(`/api/admin/telephony/${String(account)}`).send({ apiSalt: salt })).status).toBe(
    200,
  );
  const mail = {
    host: '8.8.8.8',
    port: 587,
    security: 'starttls',
    fromAddress: 'crm@crm.example',
    username: 'crm',
  };
  const smtp = 'plain-password-of-the-mail-server';
  expect((await owner.put('/api/admin/mail/account').send({ ...mail, password: smtp })).status).toBeLessThan(
    300,
  );
  const key = await owner.post('/api/admin/api-keys').send({ name: 'Отчёты', permissions: ['calls:read'] });
  const { token: keyToken } = (key.body as { data: { token: string } }).data;
  const { token: invitation } = await invitationsOf(api).inviteByLink();
  const withFactor = await personWithFactor(api);
  const person = await personWhoSignsIn(api);
  const browser = openBrowser({ url: api.url });
  const signedIn = await browser.signIn(person.login);
  const { accessToken } = signedIn.body as { accessToken: string };
  const secrets = {
    ...{ salt, smtp, keyToken, invitation, accessToken, seed: withFactor.seed },
    ...{ recoveryCode: withFactor.recoveryCodes[0] ?? '', ...Object.fromEntries(browser.cookies) },
  };
  const text = await dumpOf(api.database.sql);
  // The dump is whole: what is no secret is in it.
  expect(text).toContain(person.login);
  for (const [name, secret] of Object.entries(secrets)) {
    expect({ name, length: secret.length > 8 }).toEqual({ name, length: true });
    for (const writing of writings(secret))
      expect({ name, isThere: text.includes(writing) }).toEqual({ name, isThere: false });
  }
});
