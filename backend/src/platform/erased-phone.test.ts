import { describe, expect, test } from 'vitest';
import {
  isErasedPhone,
  newErasedPhone,
  phonePattern,
  phoneReplacer,
  readErasedPhone,
} from './erased-phone.js';
import { maskPhone, normaliseClientPhone, normalisePhone } from './phone.js';

test('what stands for an erased number is random, of the form of a number, and nobody’s', () => {
  const made = Array.from({ length: 200 }, newErasedPhone);
  expect(new Set(made).size).toBe(200);
  for (const phone of made) {
    expect(phone).toMatch(/^\+0\d{13}$/);
    expect(isErasedPhone(phone)).toBe(true);
    // People cannot type it as a number; telephony's folds and cards know it, as telephony writes it too.
    expect(normalisePhone(phone)).toBeNull();
    expect(normaliseClientPhone(phone)).toBe(phone);
    expect(normaliseClientPhone(phone.slice(1))).toBe(phone);
    expect(maskPhone(phone)).toBe(phone);
  }
});

test.each(['+79271154820', '+7******4820', '79271154820', '+0123', '+012345678901234', ''])(
  '%s is no erased number',
  (text) => {
    expect(isErasedPhone(text)).toBe(false);
    expect(readErasedPhone(text)).toBeNull();
  },
);
test('a hidden number is not erased', () => {
  expect(isErasedPhone(null)).toBe(false);
});

describe('a number is found in', () => {
  const replace = phoneReplacer('+79271154820', '+01234567890123');
  test.each([
    ['79271154820', '01234567890123'],
    ['+79271154820', '+01234567890123'],
    ['89271154820', '01234567890123'],
    ['9271154820', '01234567890123'],
    ['звонить 8 (927) 115-48-20!', 'звонить 01234567890123!'],
    ['+7 927 115 48 20, 927.115.48.20', '+01234567890123, 01234567890123'],
    ['sip:79271154820@pbx.example', 'sip:01234567890123@pbx.example'],
  ])('%s', (text, replaced) => {
    expect(replace(text)).toBe(replaced);
  });
  test.each(['179271154820', '792711548201', '79271154821', '1773644400', '+3759271154820'])(
    'and not in %s',
    (text) => {
      expect(replace(text)).toBe(text);
    },
  );
  test('another country’s number only with its code', () => {
    const foreign = phoneReplacer('+375291234567', '+01234567890123');
    expect(foreign('375291234567 and +375 29 123-45-67')).toBe('01234567890123 and +01234567890123');
    expect(foreign('291234567')).toBe('291234567');
    expect(new RegExp(phonePattern('+375291234567')).test('7375291234567')).toBe(false);
  });
});
