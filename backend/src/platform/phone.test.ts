import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPhone, normaliseLine, normalisePhone, normaliseSipAddress, searchDigits } from './phone.js';

describe('normalisePhone', () => {
  test.each([
    ['79991234567', '+79991234567'],
    ['+79991234567', '+79991234567'],
    ['89991234567', '+79991234567'],
    ['9991234567', '+79991234567'],
    ['8 (999) 123-45-67', '+79991234567'],
    [' +7 999 123–45–67 ', '+79991234567'],
    ['4950000101', '+74950000101'],
    ['88005553535', '+78005553535'],
    ['375291234567', '+375291234567'],
    ['+49301234567', '+49301234567'],
    ['998901234567', '+998901234567'],
    ['79990010001', '+79990010001'],
  ])('reads %s as %s', (written, phone) => {
    expect(normalisePhone(written)).toBe(phone);
  });

  test.each([
    '',
    '   ',
    '101',
    '112',
    'anonymous',
    'sip:79991234567@vpbx.example',
    'sip:op101',
    '8-800-FLOWERS',
    '+7 999 123 45 67 ext 5',
    '7999123456a',
    '+',
    '()',
    '+0',
    '1'.repeat(41),
    '79991234567\u0000',
  ])('does not take %j for a phone', (written) => {
    expect(normalisePhone(written)).toBeNull();
  });

  test('keeps what it has made once', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(\+?\d{5,15}|.{0,20})$/), (written) => {
        const phone = normalisePhone(written);
        if (phone !== null) expect(normalisePhone(phone)).toBe(phone);
      }),
    );
  });
});

describe('normaliseLine', () => {
  test('brings a number to E.164 and keeps a SIP line as it comes', () => {
    expect(normaliseLine('8 495 000-01-01')).toBe('+74950000101');
    expect(normaliseLine('74950000101')).toBe('+74950000101');
    expect(normaliseLine('sip:линия+1/a&b@pbx.example')).toBe('sip:линия+1/a&b@pbx.example');
    expect(normaliseLine(' ')).toBeNull();
  });
});

describe('searchDigits', () => {
  test('takes eleven digits for the whole number', () => {
    expect(searchDigits('8 (999) 123-45-67')).toEqual({ kind: 'whole', phone: '+79991234567' });
    expect(searchDigits('+375291234567')).toEqual({ kind: 'whole', phone: '+375291234567' });
  });

  test('takes four to ten digits for its end', () => {
    expect(searchDigits('45-67')).toEqual({ kind: 'ending', digits: '4567' });
    expect(searchDigits('9991234567')).toEqual({ kind: 'ending', digits: '9991234567' });
  });

  test('is not a phone search when too short or not a phone', () => {
    for (const text of ['', '123', 'Иванов', '№ 4567', '0'.repeat(16)]) expect(searchDigits(text)).toBeNull();
  });
});

describe('normaliseSipAddress', () => {
  test.each([
    ['sip:op101@vpbx400000001.mangosip.ru', 'op101@vpbx400000001.mangosip.ru'],
    ['SIPS:Op101@VPBX.example:5061;transport=tls', 'op101@vpbx.example'],
    [' op101@vpbx.example ', 'op101@vpbx.example'],
  ])('compares %s as %s', (written, address) => {
    expect(normaliseSipAddress(written)).toBe(address);
  });

  test.each(['', '101', 'sip:op101', '@host', 'a b@host', '79991234567', 'a@b@c'])(
    'is no address: %j',
    (written) => {
      expect(normaliseSipAddress(written)).toBeNull();
    },
  );
});

test('maskPhone shows the country and the last four digits, and nothing of a short number', () => {
  expect(maskPhone('+79991234567')).toBe('+7******4567');
  expect(maskPhone('112')).toBe('******');
});
