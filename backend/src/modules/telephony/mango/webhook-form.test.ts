import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mangoSample } from '../../../../test/fixtures/mango/samples.js';
import { isSigned } from './signature.js';
import { readWebhookForm } from './webhook-form.js';

const read = (body: string | Buffer) => readWebhookForm(Buffer.from(body));
const failure = (reason: string) => ({ ok: false, reason });

describe('readWebhookForm', () => {
  test('gives back what any encoder of forms has put in', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, text, (vpbxApiKey, sign, json) => {
        const body = new URLSearchParams({ vpbx_api_key: vpbxApiKey, sign, json }).toString();
        const form = { vpbxApiKey, sign, json };
        expect(read(body)).toEqual({ ok: true, form });
        const percentEncoded = `json=${encodeURIComponent(json)}&sign=${encodeURIComponent(sign)}&vpbx_api_key=${encodeURIComponent(vpbxApiKey)}`;
        expect(read(percentEncoded)).toEqual({ ok: true, form });
      }),
    );
  });

  test('decodes exactly once, so the signature over the text holds', () => {
    const { events, credentials } = mangoSample('signature_over_raw_json_string');
    const [event] = events;
    const body = new URLSearchParams({
      vpbx_api_key: credentials.vpbx_api_key,
      sign: event?.sign ?? '',
      json: event?.json ?? '',
    }).toString();

    const reading = read(body);

    expect(reading).toMatchObject({ ok: true, form: { json: event?.json } });
    if (!reading.ok) return;
    const keys = { apiKey: credentials.vpbx_api_key, apiSalt: credentials.vpbx_api_salt };
    expect(isSigned(reading.form.json, reading.form.sign, keys)).toBe(true);
  });

  test('keeps plus, percent, ampersand, equals and a byte order mark of the value', () => {
    expect(read('vpbx_api_key=k&sign=s&json=%EF%BB%BF%2B%2525%26a=b+c')).toEqual({
      ok: true,
      form: { vpbxApiKey: 'k', sign: 's', json: '\uFEFF+%25&a=b c' },
    });
  });

  test('ignores unknown fields, empty pairs and letter case of escapes', () => {
    const reading = read('&&other=1&other=2&vpbx_api_key=k&sign=s&json=%d1%8f&');
    expect(reading).toEqual({ ok: true, form: { vpbxApiKey: 'k', sign: 's', json: 'я' } });
  });
});

describe('readWebhookForm fails', () => {
  test.each([
    'vpbx_api_key=k&sign=s&json=%',
    'vpbx_api_key=k&sign=s&json=%4',
    'vpbx_api_key=k&sign=s&json=%G1',
    'vpbx_api_key=k&sign=s&json=%1G',
    'vpbx_api_key=k&sign=s&json=%u0041',
    'vpbx_api_key=k&sign=s&json={}&other=%zz',
    'vpbx_api_key=k&sign=s&json={}&%zz=1',
    'vpbx_api_key=k&sign=s&json=%FF',
    'vpbx_api_key=k&sign=s&json=%C0%AF',
    'vpbx_api_key=k&sign=s&json=%ED%A0%80',
    'vpbx_api_key=k&sign=s&json=%D1',
  ])('cannot read %s', (body) => {
    expect(read(body)).toEqual(failure('unreadable'));
  });

  test('cannot read bytes that are not UTF-8, nor a flood of fields', () => {
    expect(read(Buffer.concat([Buffer.from('vpbx_api_key=k&sign=s&json='), Buffer.from([0xff])]))).toEqual(
      failure('unreadable'),
    );
    expect(read(`vpbx_api_key=k&sign=s&json={}${'&a=1'.repeat(1000)}`)).toEqual(failure('unreadable'));
  });
});

describe('readWebhookForm and the three fields', () => {
  test.each([
    'vpbx_api_key=k&sign=s&json={}&json={}',
    'vpbx_api_key=k&sign=s&sign=s&json={}',
    'vpbx_api_key=k&vpbx_api_key=k&sign=s&json={}',
    'vpbx_api_key=k&sign=s&json={}&%6Ason={}',
    'json&vpbx_api_key=k&sign=s&json={}',
  ])('refuses a doubled field in %s', (body) => {
    expect(read(body)).toEqual(failure('doubled_field'));
  });

  test.each([
    '',
    'json={}&sign=s',
    'vpbx_api_key=k&sign=s',
    'Json={}&vpbx_api_key=k&sign=s',
    'json[]={}&vpbx_api_key=k&sign=s',
  ])('misses a field in %j', (body) => {
    expect(read(body)).toEqual(failure('missing_field'));
  });

  test('tells a missing signature, which is a refusal, from a broken form', () => {
    expect(read('vpbx_api_key=k&json={}')).toEqual(failure('missing_signature'));
  });

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(typeof read(Buffer.from(bytes)).ok).toBe('boolean');
      }),
    );
  });
});
