import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownPath, withWords } from './return-to.rules.js';

const OWN = 'https://crm.test';

test.each(['/', '/orders', '/orders?status=new&page=2', '/orders/12#history', '/профиль?город=Саратов'])(
  'the way back to %s is kept',
  (path) => {
    expect(decodeURI(ownPath(path))).toBe(path);
  },
);

test.each([
  undefined,
  '',
  'orders',
  'https://evil.test/',
  '//evil.test/orders',
  '/\\evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  '/.//evil.test',
  '/orders/..//evil.test',
  '/%2e//evil.test',
  '\\\\evil.test',
  'javascript:alert(1)',
  '/api/auth/logout',
  '/login?returnTo=/login',
  `/${'a'.repeat(500)}`,
])('the way back to %s becomes the start page', (path) => {
  expect(ownPath(path)).toBe('/');
});

test('whatever is asked for, the browser stays with us', () => {
  const part = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2e',
    '\t',
    '\n',
    '@',
    ':',
    '?',
    '#',
    'evil.test',
    'orders',
    'https:',
  );
  const path = fc.oneof(
    fc.array(part, { maxLength: 8 }).map((parts) => `/${parts.join('')}`),
    fc.string(),
  );
  fc.assert(
    fc.property(path, (wanted) => {
      const kept = withWords(ownPath(wanted), { oauth: 'refused' });
      expect(new URL(kept, OWN).origin).toBe(OWN);
      expect(kept).toMatch(/^\/(?![/\\])/);
    }),
    { numRuns: 2000 },
  );
});
