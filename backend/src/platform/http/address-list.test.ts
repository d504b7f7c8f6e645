import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalRange, isListed } from './address-list.js';

test.each([
  ['10.1.2.3', '10.1.2.3'],
  [' 10.1.2.3/32 ', '10.1.2.3'],
  ['10.1.2.3/8', '10.0.0.0/8'],
  ['192.168.77.130/25', '192.168.77.128/25'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['2001:db8:ffff::1/33', '2001:db8:8000::/33'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
])('%s is kept as %s', (written, kept) => {
  expect(canonicalRange(written)).toBe(kept);
});

test.each([
  ...[
    '',
    '1',
    '10.1.2',
    '0x7f.0.0.1',
    '10.1.2.256',
    '10.1.2.3/33',
    '10.1.2.3/',
    '10.1.2.3/8/8',
    '10.1.2.3/-1',
  ],
  ...['fe80::1%eth0', '::/129', 'example.org', '10.1.2.3,10.1.2.4', '10.*.*.*', '١٠.1.2.3', ':::'],
])('%j is no address and no range', (written) => {
  expect(canonicalRange(written)).toBeNull();
  expect(isListed(['0.0.0.0/0', '::/0'], written)).toBe(false);
});

test.each([
  [['10.0.0.0/8'], '10.255.255.255', true],
  [['10.0.0.0/8'], '11.0.0.0', false],
  [['10.1.2.3'], '::ffff:10.1.2.3', true],
  [['192.168.77.128/25'], '192.168.77.127', false],
  [['2001:db8::/32'], '2001:db8:1::5', true],
  [['2001:db8::/32'], '2001:db9::5', false],
  [['0.0.0.0/0'], '2001:db8::1', false],
  [['::/0'], '10.1.2.3', false],
  [[], '10.1.2.3', false],
])('%j and %s: %s', (ranges, address, expected) => {
  expect(isListed(ranges, address)).toBe(expected);
});

test('nobody without an address is listed', () => {
  expect(isListed(['0.0.0.0/0', '::/0'], null)).toBe(false);
});

const byte = fc.integer({ min: 0, max: 255 });
test('a canonical range is its own canonical form and holds what it was made from', () => {
  fc.assert(
    fc.property(fc.tuple(byte, byte, byte, byte), fc.integer({ min: 0, max: 32 }), (bytes, prefix) => {
      const address = bytes.join('.');
      const range = canonicalRange(`${address}/${String(prefix)}`) ?? '';
      expect(canonicalRange(range)).toBe(range);
      expect(isListed([range], address)).toBe(true);
    }),
  );
});
