import { dictionary } from '@zxcvbn-ts/language-common';
import { describe, expect, test } from 'vitest';
import { blockReason, wordsOf } from './password-blocklist.rules.js';

const FREQUENT = dictionary['passwords-common'];
const guessing = {
  ranks: new Map(FREQUENT.map((password, at) => [password, at + 1])),
  words: wordsOf(['ivan.petrov', 'Иван Кузьмин', 'Колл-центр «Омск»', 'crm', 'callcentre']),
};

test.each([
  ['Password12345678', 'common'],
  ['P@ssw0rdP@ssw0rd', 'common'],
  ['monkeydragon1234', 'common'],
  ['пароль пароль 12', 'common'],
  ['ghbdtnghbdtn2024', 'common'],
  ['ivan.petrovivan.petrov', 'personal'],
  ['Иван Кузьмин 1985', 'personal'],
  ['КоллЦентрОмск2026', 'personal'],
  ['crmcallcentre2026', 'personal'],
  ['ababababababababab', 'pattern'],
  ['99999999999999999', 'pattern'],
  ['12344321abcddcba', 'common'],
  ['йфячыцувсмакепитр', null],
  ['correct horse battery', null],
  ['тихий вечер у реки', null],
  ['kV7mp-xTq4d-abc2e-9wert', null],
  ['🙂'.repeat(15), null],
])('%s: %s', (password, reason) => {
  expect(blockReason(password, guessing)).toBe(reason);
});

test('every frequent password that is long enough for anybody is blocked', () => {
  const missed = FREQUENT.filter((password) => password.length >= 8 && !blockReason(password, guessing));
  expect(FREQUENT.length).toBeGreaterThan(40_000);
  expect(missed).toEqual([]);
});

describe('the work', () => {
  test('grows with the length that is read alone', () => {
    const longest = 'abcabcd1'.repeat(2000);
    expect(blockReason(longest, guessing)).not.toBeUndefined();
    // Twice the text costs nothing more: what comes behind is not read.
    expect(blockReason(longest + longest, guessing)).toBe(blockReason(longest, guessing));
  });
});
