import { describe, expect, test } from 'vitest';
import { mask, maskText } from './masking.js';

const SECRET = 'Canary-7f3a';

describe('secrets leave nothing, whatever the level', () => {
  test.each([
    ...[
      'password',
      'newPassword',
      'passwordHash',
      'token',
      'refreshToken',
      'mfaToken',
      'accessToken',
      'cookie',
    ],
    ...[
      'authorization',
      'apiSalt',
      'sign',
      'signature',
      'apiKey',
      'api_key',
      'totpSecret',
      'otp',
      'recoveryCodes',
    ],
    ...[
      'code',
      'mfaCode',
      'codeVerifier',
      'nonce',
      'jwtSecret',
      'body',
      'raw',
      'headers',
      'url',
      'secretHash',
    ],
  ])('by the name of their field: %s', (field) => {
    for (const masking of ['hide', 'hint'] as const) {
      expect(JSON.stringify(mask({ [field]: SECRET }, masking))).not.toContain(SECRET);
      expect(JSON.stringify(mask({ deep: [{ [field]: [SECRET] }] }, masking))).not.toContain(SECRET);
    }
  });

  test.each([
    `{"login":"x","password":"${SECRET}"`,
    `{"password": "with \\" quote ${SECRET}"}`,
    `login=x&password=${SECRET}&y=1`,
    `Cookie: __Host-crm_rt=${SECRET}; crm_rt=${SECRET}`,
    `Authorization: Bearer eyJhbGciOi.eyJzdWIi.${SECRET}`,
    `postgresql://crm:${SECRET}@127.0.0.1:5432/crm`,
    `took q8Zk3n1vT5w7Yb2cD4fG6hJ8kL0mN1pQ3rS5tU7v${SECRET.replace('-', '')} apart`,
  ])('by their look inside text: %s', (text) => {
    const masked = maskText(text, 'hint');
    expect(masked).not.toContain(SECRET);
    expect(masked).not.toContain(SECRET.replace('-', ''));
  });

  test('ids that name a request, paths and codes of failures stay readable', () => {
    const fields = {
      requestId: '6f1f8a8e-3f3b-4d53-9a3e-1c9d0a4f7b11',
      route: '/orders/:id/status',
      code: 'stale_version',
      sqlCode: '23505',
      prismaCode: 'P2002',
      status: 404,
      ms: 12.5,
    };
    expect(mask(fields)).toEqual(fields);
  });
});

describe('personal data', () => {
  test.each([
    ['+79991234512', '+7***12'],
    ['8 (999) 123-45-12', '+8***12'],
    ['call from 79991234512 came', 'call from +7***12 came'],
    ['?search=%2B79991234512', '?search=+7***12'],
    ['ivan.petrov@domain.ru wrote', 'i***@d***.ru wrote'],
    ['пётр@почта.рф', 'п***@п***.рф'],
  ])('%s leaves a hint where the rule says so, else nothing', (text, hint) => {
    expect(maskText(text, 'hint')).toBe(hint);
    expect(maskText(text, 'hide')).not.toMatch(/12(?!\d)|@|7|8/);
  });

  test.each([
    [{ phoneClient: '+79991234512' }, { phoneClient: '+7***12' }],
    [{ email: 'ivan@domain.ru' }, { email: 'i***@d***.ru' }],
    [{ clientName: 'Иван Петров' }, { clientName: '***' }],
    [{ login: 'ivan' }, { login: '***' }],
    [{ address: 'Ленина, 1' }, { address: '***' }],
    [{ to: ['ivan@domain.ru'] }, { to: ['i***@d***.ru'] }],
  ])('%j becomes %j by the name of its field', (fields, masked) => {
    expect(mask(fields, 'hint')).toEqual(masked);
    expect(JSON.stringify(mask(fields, 'hide'))).not.toMatch(/\+7|@|Иван|ivan|Ленина/);
  });
});

describe('errors tell what failed, never what was sent', () => {
  const said = (error: unknown): string => JSON.stringify(mask({ error }, 'hint'));

  test('of the parser of bodies', () => {
    const failure = (() => {
      try {
        return JSON.parse(`{"login":"x","password":"${SECRET}`) as unknown;
      } catch (error) {
        return Object.assign(error as Error, { body: SECRET, type: 'entity.parse.failed' });
      }
    })();
    expect(said(failure)).not.toContain(SECRET);
    expect(said(failure)).toContain('SyntaxError');
  });

  test('of the database, which quotes values and rows', () => {
    const error = Object.assign(new Error(`invalid input syntax for type integer: "${SECRET}"`), {
      code: '22P02',
      detail: `Key (login)=(${SECRET}) already exists.`,
      parameters: [SECRET],
    });
    expect(said(error)).not.toContain(SECRET);
    expect(said(error)).toContain('22P02');
  });

  test('of Prisma, which shows the call with its values', () => {
    const error = new Error(`Invalid call:\n{ data: { login: "${SECRET}" } }\n\nArgument x is missing.`);
    error.name = 'PrismaClientValidationError';
    expect(said(error)).not.toContain(SECRET);
    expect(said(error)).toContain('Argument x is missing.');
  });

  test('keep the places of their stack and their cause', () => {
    const text = said(new Error('outer', { cause: new Error(`token=${SECRET}`) }));
    expect(text).toContain('masking.test.ts');
    expect(text).toContain('token=***');
    expect(text).not.toContain(SECRET);
  });
});

test('one event is never large: long texts are cut, bytes and deep objects left out', () => {
  const deep = { a: { b: { c: { d: { e: { f: SECRET } } } } } };
  expect(
    JSON.stringify(mask({ text: 'x'.repeat(1_000_000), bytes: Buffer.from(SECRET), deep })).length,
  ).toBeLessThan(2200);
});
