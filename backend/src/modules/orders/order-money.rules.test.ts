import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countMoney, isZero } from './order-money.rules.js';

test.each([
  { result: 1000, expenditure: 0, clean: 1000, masterChange: 600 },
  { result: 5000, expenditure: 0, clean: 5000, masterChange: 3000 },
  { result: 5000.01, expenditure: 0, clean: 5000.01, masterChange: 2500.01 },
  { result: 6000, expenditure: 1000, clean: 5000, masterChange: 3000 },
  { result: 0.1, expenditure: 0.3, clean: -0.2, masterChange: -0.12 },
  { result: 1234.57, expenditure: 0.02, clean: 1234.55, masterChange: 740.73 },
])('of $result less $expenditure the company takes $masterChange', (money) => {
  expect(countMoney(money)).toEqual(money);
});

test('clean money is exact to the kopeck, whatever the sums', () => {
  const kopecks = fc.integer({ min: 0, max: 999_999_999 });
  fc.assert(
    fc.property(kopecks, kopecks, (result, expenditure) => {
      const { clean } = countMoney({ result: result / 100, expenditure: expenditure / 100 });
      expect(clean).toBe((result - expenditure) / 100);
    }),
  );
});

test('the share is that of exact decimals, rounded half up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), (clean) => {
      const percent = clean <= 500_000 ? 60n : 50n;
      const exact = (BigInt(clean) * percent + 50n) / 100n;
      expect(countMoney({ result: clean / 100, expenditure: 0 }).masterChange).toBe(Number(exact) / 100);
    }),
  );
});

test('nothing is counted until both sums are known', () => {
  expect(countMoney({ result: 100, expenditure: null })).toMatchObject({ clean: null, masterChange: null });
  expect(countMoney({ result: null, expenditure: 0 })).toMatchObject({ clean: null, masterChange: null });
});

test('two zeros or nothing at all are no money', () => {
  expect(isZero({ result: 0, expenditure: null })).toBe(true);
  expect(isZero({ result: 0, expenditure: 0.01 })).toBe(false);
});
