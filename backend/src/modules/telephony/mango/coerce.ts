import { isRecord, type JsonRecord } from './json-text.js';

/** Beyond it a value cannot be an id, a number or a line of the vendor (128 bytes at most), nor an index entry of ours. */
const MAX_TEXT_LENGTH = 255;
const MAX_INT32 = 2_147_483_647;
/** 9999-12-31T23:59:59Z: later instants have no four-digit year in ISO 8601. */
const MAX_UNIX_SECONDS = 253_402_300_799;
const NUMERIC_TEXT = /^\s*-?\d{1,15}(\.\d{1,9})?\s*$/;
const FALSE_WORDS = new Set(['', '0', 'false', 'no']);

/** Cyrillic letters that look like Latin ones, and those: the vendor's own texts write some enum values with them. */
const CYRILLIC = 'АВЕКМНОРСТХаеорсух';
const LATIN = 'ABEKMHOPCTXaeopcyx';
const CYRILLIC_LETTER = /[А-я]/g;

function written(value: unknown): string | null {
  if (typeof value === 'string') return value;
  // An unsafe integer has lost digits in parsing: two different ids could have become one.
  return Number.isSafeInteger(value) ? String(value) : null;
}

/** A text or a whole number as text, trimmed; null when absent, blank, too long or of another type. */
export function toText(value: unknown): string | null {
  const text = written(value)?.trim() ?? '';
  return text === '' || text.length > MAX_TEXT_LENGTH ? null : text;
}

/** An opaque id: as `toText`, but never trimmed, since ids are compared byte by byte. */
export function toId(value: unknown): string | null {
  const id = written(value) ?? '';
  return id.trim() === '' || id.length > MAX_TEXT_LENGTH ? null : id;
}

function toNumber(value: unknown): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return Math.trunc(value);
  return typeof value === 'string' && NUMERIC_TEXT.test(value) ? Math.trunc(Number(value)) : null;
}

/** A whole number from 0 that fits an int4 column, written as a number or as text; else null. */
export function toCount(value: unknown): number | null {
  const number = toNumber(value);
  return number !== null && number >= 0 && number <= MAX_INT32 ? number : null;
}

/** Unix seconds after 1970; zero, which the vendor writes for "did not happen", and nonsense are null. */
export function toUnixSeconds(value: unknown): number | null {
  const seconds = toNumber(value);
  return seconds !== null && seconds > 0 && seconds <= MAX_UNIX_SECONDS ? seconds : null;
}

export function toFlag(value: unknown): boolean {
  if (typeof value === 'string') return !FALSE_WORDS.has(value.trim().toLowerCase());
  return value === true || value === 1;
}

/** The text with look-alike Cyrillic letters made Latin. */
function foldHomoglyphs(text: string): string {
  return text.replace(CYRILLIC_LETTER, (letter) => LATIN[CYRILLIC.indexOf(letter)] ?? letter);
}

/** The member of `words` the value names, whatever its case and alphabet of look-alike letters; else null. */
export function toWord<Word extends string>(value: unknown, words: readonly Word[]): Word | null {
  const text = toText(value);
  if (text === null) return null;
  const folded = foldHomoglyphs(text).toLowerCase();
  return words.find((word) => word.toLowerCase() === folded) ?? null;
}

export function toRecord(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}
