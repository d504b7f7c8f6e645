import { createHash } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { FAKE_CREDENTIALS, startFakeMango, type FakeMango, type FakeMangoOptions } from './fake-mango.js';

let mango: FakeMango;
let now = 0;

async function start(options: FakeMangoOptions = {}): Promise<void> {
  mango = await startFakeMango({ now: () => now, ...options });
}

afterEach(() => mango.close());

function ask(
  path: string,
  fields: object,
  { salt = FAKE_CREDENTIALS.apiSalt, key = FAKE_CREDENTIALS.apiKey } = {},
): Promise<Response> {
  const json = JSON.stringify(fields);
  const sign = createHash('sha256').update(`${key}${json}${salt}`).digest('hex');
  const body = new URLSearchParams({ vpbx_api_key: key, sign, json });
  return fetch(`${mango.url}${path}`, { method: 'POST', body, redirect: 'manual' });
}

test('a recording is told by a link that dies after its first access', async () => {
  await start();
  const { body } = mango.keep('r1');
  const answer = await ask('queries/recording/post', { recording_id: 'r1', action: 'download' });
  expect(answer.status).toBe(302);
  const link = answer.headers.get('location') ?? '';

  const first = await fetch(link);
  expect(Buffer.from(await first.arrayBuffer()).equals(body)).toBe(true);
  expect((await fetch(link)).status).toBe(404);
});

test('a wrong salt is 3102, then everything is 401 for two minutes', async () => {
  await start();
  mango.keep('r1');
  const wrong = await ask('queries/recording/post', { recording_id: 'r1' }, { salt: 'other' });
  expect([wrong.status, await wrong.json()]).toEqual([420, { code: 3102 }]);
  expect((await ask('queries/recording/post', { recording_id: 'r1' })).status).toBe(401);
  now += 120_000;
  expect((await ask('queries/recording/post', { recording_id: 'r1' })).status).toBe(302);
});

test('errors come as 200 with a result, too', async () => {
  await start({ errorStyle: 'result' });
  const answer = await ask('queries/recording/post', { recording_id: 'nothing' });
  expect([answer.status, await answer.json()]).toEqual([200, { result: 3320 }]);
  expect(await (await ask('account/balance', {}, { key: 'other' })).json()).toEqual({ result: 3105 });
});

test('more than ten requests a second are 429', async () => {
  await start({ requestsPerSecond: 10 });
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask('account/balance', {})));
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
  now += 1000;
  expect((await ask('account/balance', {})).status).toBe(200);
});

test('commands are accepted, statistics are ready at the second look, unknown methods are 404', async () => {
  await start();
  expect(await (await ask('commands/call/hangup', { command_id: 'c', call_id: 'x' })).json()).toEqual({
    result: 1000,
  });
  const { key } = (await (await ask('stats/request', {})).json()) as { key: string };
  expect((await ask('stats/result', { key })).status).toBe(204);
  expect((await ask('stats/result', { key })).status).toBe(200);
  expect((await ask('stats/result', { key: 'unknown' })).status).toBe(404);
  expect((await ask('no/such/method', {})).status).toBe(404);
});
