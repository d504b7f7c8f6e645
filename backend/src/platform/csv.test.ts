import { expect, test } from 'vitest';
import { toCsvLine } from './csv.js';

test.each([
  ['=1+1', `'=1+1`],
  ['+79991234567', `'+79991234567`],
  ['-2', `'-2`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\tcmd', `'\tcmd`],
  ['\rcmd', `"'\rcmd"`],
  ['＝cmd', `'＝cmd`],
  ['a=b', 'a=b'],
])('%j is text to a spreadsheet', (cell, written) => {
  expect(toCsvLine([cell])).toBe(`${written}\r\n`);
});

test('quotes, commas and line breaks are quoted, absent values are empty, numbers are numbers', () => {
  expect(toCsvLine(['say "hi"', 'a,b', 'two\nlines', null, -5])).toBe(
    '"say ""hi""","a,b","two\nlines",,-5\r\n',
  );
});
