/** What a spreadsheet would take for a formula, full-width signs of Asian keyboards included. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const SPECIAL = /[",\r\n]/;

/** Excel reads UTF-8 only behind this mark. */
export const CSV_MARK = '\uFEFF';

/**
 * One line of CSV (RFC 4180, comma, CRLF). Text that a spreadsheet would run as a formula gets an apostrophe before it, also where a number
 * or a phone merely looks like one; numbers are written as they are.
 */
export const toCsvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(toCell).join(',')}\r\n`;

function toCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
