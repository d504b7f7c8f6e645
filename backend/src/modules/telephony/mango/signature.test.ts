import { describe, expect, test } from 'vitest';
import { mangoSample, mangoSamples } from '../../../../test/fixtures/mango/samples.js';
import { isOwnKey, isSigned, sign } from './signature.js';

const OFFICIAL = { apiKey: '<YOUR_API_KEY>', apiSalt: '<YOUR_API_SALT>' };
const VECTORS = [
  [
    '{"command_id":"your-command-id","from":{"extension":"<extension>","number":""},"to_number":"<to_number>"}',
    'afdeb462cd5e0e422a9c9220390124608df06a4472cb1add6ebd6e24184bd15a',
  ],
  [
    '{"command_id":"your-command-id","call_id":"<CALL_ID>"}',
    '2d1d01246f52cec1fdb44f2a4d7091dc54f67e318369c0628201d66b5d336ef0',
  ],
] as const;

const credentialsOf = (name: string) => {
  const { vpbx_api_key: apiKey, vpbx_api_salt: apiSalt } = mangoSample(name).credentials;
  return { apiKey, apiSalt };
};

describe('signature', () => {
  test.each(VECTORS)('makes the signature of the vendor’s own example %s', (json, signature) => {
    expect(sign(json, OFFICIAL)).toBe(signature);
    expect(isSigned(json, signature, OFFICIAL)).toBe(true);
  });

  test('accepts every rightly signed sample', () => {
    const events = mangoSamples
      .filter(({ name }) => name !== 'bad_signature')
      .flatMap(({ events, name }) => events.map((event) => ({ ...event, name })));
    for (const { json, sign: signature, name } of events) {
      if (json !== null && signature !== null)
        expect(isSigned(json, signature, credentialsOf(name)), name).toBe(true);
    }
    expect(events.length).toBeGreaterThan(80);
  });
});

describe('refusal', () => {
  test('rejects every tampered sample', () => {
    const { events } = mangoSample('bad_signature');
    const credentials = credentialsOf('bad_signature');
    for (const { json, sign: signature, formKey, tamper } of events) {
      const isAccepted =
        isOwnKey(formKey ?? credentials.apiKey, credentials) &&
        isSigned(json ?? '', signature ?? '', credentials);
      expect(isAccepted, tamper).toBe(false);
    }
    expect(events).toHaveLength(6);
  });

  test.each([
    ['upper case', (hex: string) => hex.toUpperCase()],
    ['one digit short', (hex: string) => hex.slice(1)],
    ['one digit more', (hex: string) => `${hex}0`],
    ['a line break after it', (hex: string) => `${hex}\n`],
    ['a space before it', (hex: string) => ` ${hex}`],
    ['nothing', () => ''],
    ['another digit', (hex: string) => hex.replace(/^./, hex.startsWith('0') ? '1' : '0')],
    ['not hexadecimal', (hex: string) => hex.replace(/^./, 'g')],
  ])('rejects %s', (_name, spoil) => {
    const json = '{}';
    expect(isSigned(json, spoil(sign(json, OFFICIAL)), OFFICIAL)).toBe(false);
  });

  test('covers every byte of the text, the key and the salt', () => {
    const signature = sign('{"a":"я"}', OFFICIAL);
    expect(isSigned('{"a": "я"}', signature, OFFICIAL)).toBe(false);
    expect(isSigned('{"a":"я"}', signature, { ...OFFICIAL, apiSalt: 'other' })).toBe(false);
    expect(isSigned('{"a":"я"}', signature, { ...OFFICIAL, apiKey: 'other' })).toBe(false);
  });

  test('knows its own key whatever the length of the other', () => {
    expect(isOwnKey(OFFICIAL.apiKey, OFFICIAL)).toBe(true);
    expect(isOwnKey('', OFFICIAL)).toBe(false);
    expect(isOwnKey(`${OFFICIAL.apiKey} `, OFFICIAL)).toBe(false);
  });
});
