import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import request from 'supertest';
import { expectProblem, startTestApi, type TestApi } from '../../../test/api.js';
import { mangoSample } from '../../../test/fixtures/mango/samples.js';
import {
  buildTelephonyAccount,
  connectTelephony,
  SAMPLE_ACCOUNT,
  type TestTelephony,
} from '../../../test/telephony.js';
import { sign } from './mango/index.js';

let api: TestApi;
let telephony: TestTelephony;

beforeAll(async () => {
  api = await startTestApi();
  telephony = await connectTelephony(api);
});

afterAll(async () => {
  await api.close();
});

beforeEach(async () => {
  await api.database.sql.query({ text: 'TRUNCATE call, call_event, inbox_event CASCADE' });
});

const stored = () => api.database.prisma.inboxEvent.findMany({ orderBy: { id: 'asc' } });

const JSON_TEXT = '{"entry_id":"e-1","call_id":"c-1","seq":1,"timestamp":1773644400,"call_state":"Appeared"}';
const signed = (json: string) => ({
  vpbx_api_key: SAMPLE_ACCOUNT.apiKey,
  sign: sign(json, SAMPLE_ACCOUNT),
  json,
});

describe('signature', () => {
  test.each(mangoSample('bad_signature').events.map((event) => [event.tamper ?? '', event] as const))(
    '%s: 403, nothing stored',
    async (_, event) => {
      const before = await telephony.metric('webhook_rejected_total', { provider: 'mango' });

      expectProblem(await telephony.postSample(event), 403, 'bad_signature');

      expect(await stored()).toEqual([]);
      expect(await telephony.metric('webhook_rejected_total', { provider: 'mango' })).toBe(before + 1);
    },
  );

  test.each([
    ['spaces', '{ "entry_id": "e-1", "seq": 1 }'],
    ['Cyrillic', '{"entry_id":"e-1","name":"Линия"}'],
    ['escaped Cyrillic and slashes', '{"entry_id":"e-1","name":"\\u041b\\/"}'],
    ['plus, percent and ampersand', '{"entry_id":"a+b%20c&d=e"}'],
  ])('is checked over the text as sent: %s', async (_, json) => {
    const { status, body } = await telephony.postJson('events/call', json);

    expect({ status, body }).toEqual({ status: 200, body: { success: true } });
    expect((await stored()).map(({ raw }) => Buffer.from(raw).toString('utf8'))).toEqual([json]);
  });

  test('a space may be written as + or as %20', async () => {
    const json = '{"entry_id": "e-1"}';
    const fields = `vpbx_api_key=${SAMPLE_ACCOUNT.apiKey}&sign=${sign(json, SAMPLE_ACCOUNT)}`;

    for (const written of ['%7B%22entry_id%22:+%22e-1%22%7D', '%7B%22entry_id%22:%20%22e-1%22%7D']) {
      expect((await telephony.postForm('events/call', `${fields}&json=${written}`)).status).toBe(200);
    }
    expect(await stored()).toHaveLength(1);
  });
});

describe('form', () => {
  const { vpbx_api_key: key, sign: signature, json } = signed(JSON_TEXT);
  test.each([
    ['empty', '', 'missing_field'],
    ['without json', `vpbx_api_key=${key}&sign=${signature}`, 'missing_field'],
    ['without key', `sign=${signature}&json=${encodeURIComponent(json)}`, 'missing_field'],
    [
      'json twice',
      `vpbx_api_key=${key}&sign=${signature}&json=${encodeURIComponent(json)}&json=%7B%7D`,
      'doubled_field',
    ],
    [
      'sign twice',
      `vpbx_api_key=${key}&sign=${signature}&sign=x&json=${encodeURIComponent(json)}`,
      'doubled_field',
    ],
    ['broken escape', `vpbx_api_key=${key}&sign=${signature}&json=%ZZ`, 'unreadable'],
    ['not UTF-8', `vpbx_api_key=${key}&sign=${signature}&json=%FF%FE`, 'unreadable'],
  ])('%s: 400, counted, nothing stored', async (_, form, reason) => {
    const before = await telephony.metric('webhook_rejected_total', { reason });

    expectProblem(await telephony.postForm('events/call', form), 400, 'invalid_request');

    expect(await telephony.metric('webhook_rejected_total', { reason })).toBe(before + 1);
    expect(await stored()).toEqual([]);
  });

  test('more than 64 KB is 413', async () => {
    const response = await telephony.postForm('events/call', {
      ...signed(JSON_TEXT),
      padding: 'x'.repeat(66_000),
    });

    expectProblem(response, 413, 'payload_too_large');
  });

  test.each([
    ['application/json', JSON.stringify(signed(JSON_TEXT))],
    ['multipart/form-data; boundary=x', '--x--'],
    ['text/plain', 'hello'],
  ])('%s is 415', async (type, body) => {
    const response = await request(api.url).post('/api/webhooks/mango/events/call').type(type).send(body);

    expectProblem(response, 415, 'unsupported_media_type');
  });

  test('a compressed body is 415', async () => {
    const response = await request(api.url)
      .post('/api/webhooks/mango/events/call')
      .type('application/x-www-form-urlencoded')
      .set('Content-Encoding', 'gzip')
      .send('x');

    expectProblem(response, 415, 'unsupported_media_type');
  });

  test('other methods are 405', async () => {
    const response = await request(api.url).get('/api/webhooks/mango/events/call');

    expectProblem(response, 405, 'method_not_allowed');
    expect(response.headers['allow']).toBe('POST');
  });
});

describe('address', () => {
  test.each(['events/call', 'events/call/', '/events//call', 'any/prefix/events/call', 'Events/Call'])(
    '%s is events/call',
    async (path) => {
      expect((await telephony.postJson(path, JSON_TEXT)).status).toBe(200);
      expect((await stored()).map((event) => event.path)).toEqual(['events/call']);
    },
  );

  test.each([
    ['nothing', ''],
    ['anything', '{not a form'],
    ['a form without signature', 'vpbx_api_key=x'],
  ])('ping with %s is 200 and leaves no trace', async (_, body) => {
    for (const path of ['ping', 'ping/', 'prefix/ping']) {
      expect((await telephony.postForm(path, body)).status).toBe(200);
    }
    const json = await request(api.url).post('/api/webhooks/mango/ping').send({ any: 'body' });
    expect(json.status).toBe(200);
    expect(await stored()).toEqual([]);
  });

  test('the base address without a body is a connection check too', async () => {
    expect((await request(api.url).post('/api/webhooks/mango').set('Content-Length', '0')).status).toBe(200);
  });
});

describe('storing', () => {
  test('copies are one row that counts them', async () => {
    await Promise.all(Array.from({ length: 50 }, () => telephony.postJson('events/call', JSON_TEXT)));
    for (let copy = 0; copy < 10; copy += 1) await telephony.postJson('events/call', JSON_TEXT);

    await expect.poll(async () => (await stored()).map(({ seen }) => seen)).toEqual([60]);
  });

  test('a copy that comes while its event is being processed is answered at once', async () => {
    await telephony.postJson('events/call', JSON_TEXT);

    const answer = await api.database.inSqlTransaction(async (sql) => {
      await sql.query({ text: 'SELECT 1 FROM inbox_event FOR UPDATE' });
      return telephony.postJson('events/call', JSON_TEXT);
    });

    expect(answer.status).toBe(200);
    await expect.poll(async () => (await stored()).map(({ seen }) => seen)).toEqual([2]);
  });

  test('an event of one organisation is stored for it alone, whatever numbers it names', async () => {
    const other = await api.build.organization();
    const account = { apiKey: 'other-organisation-key', apiSalt: 'other-organisation-salt' };
    await buildTelephonyAccount(api, { organizationId: other.id, ...account });

    await expect
      .poll(async () => (await telephony.postJson('events/call', JSON_TEXT, account)).status)
      .toBe(200);
    await telephony.postJson('events/call', JSON_TEXT);

    expect((await stored()).map(({ organizationId }) => organizationId).sort()).toEqual(
      [api.organization.id, other.id].sort(),
    );
  });
});

describe('events that cannot be applied', () => {
  /** Brackets as they are: encoded they would take three times the room. */
  const post = (json: string) =>
    telephony.postForm(
      'events/call',
      new URLSearchParams(signed(json)).toString().replaceAll('%5B', '[').replaceAll('%5D', ']'),
    );

  const POISON: readonly (readonly [string, string, string])[] = [
    ['not JSON', '{"entry_id":', 'not_json'],
    ['empty', '', 'not_json'],
    ['a NUL inside', '{"entry_id":"e\\u0000"}', 'contains_nul'],
    ['a raw NUL', '{"entry_id":"e\u0000"}', 'contains_nul'],
    ['half of a surrogate pair', '{"entry_id":"\\ud800"}', 'broken_text'],
    ['49 000 levels', '['.repeat(49_000), 'too_deep'],
    ['an array', '[1]', 'not_an_object'],
    ['no ids', '{"call_state":"Appeared"}', 'missing_ids: entry_id'],
  ];

  test.each(POISON)('%s: 200, stored as sent, ends as dead with its reason', async (_, json, reason) => {
    expect((await post(json)).status).toBe(200);
    await telephony.work();

    const [event] = await stored();
    expect(Buffer.from(event?.raw ?? []).toString('utf8')).toBe(json);
    expect(event).toMatchObject({ status: 'dead', lastError: reason, attempts: 1 });
  });

  test('they hold nobody up', async () => {
    for (const [, json] of POISON) await post(json);
    for (const { path, json } of mangoSample('inbound_direct_answered').events) {
      await telephony.postJson(path, json ?? '');
    }
    await telephony.work();

    expect(await api.database.prisma.call.count({ where: { status: 'answered' } })).toBe(1);
    expect(await api.database.prisma.inboxEvent.count({ where: { status: 'dead' } })).toBe(POISON.length);
  });

  test.each(['events/foo', 'events/user/status_changed', 'result/callback', 'anything'])(
    '%s, of which we make no use, ends as processed',
    async (path) => {
      await telephony.postJson(path, '{"new_field":[1,{"a":null}],"timestamp":"soon"}');
      await telephony.work();

      expect((await stored()).map(({ status }) => status)).toEqual(['processed']);
    },
  );

  test('numbers as texts, texts as numbers and unknown fields are taken as they are', async () => {
    const json = JSON.stringify({
      entry_id: 123,
      call_id: 456,
      seq: '1',
      timestamp: '1773644400',
      call_state: 'Appeared',
      location: 'abonent',
      from: { number: 79990010001, surprise: true },
      to: { extension: 101, line_number: '74950000101' },
      novelty: {},
    });
    await telephony.postJson('events/call', json);
    await telephony.work();

    expect(await api.database.prisma.call.findMany()).toEqual([
      expect.objectContaining({
        entryId: '123',
        status: 'new',
        phoneClient: '+79990010001',
        phoneAts: '+74950000101',
      }),
    ]);
  });
});
