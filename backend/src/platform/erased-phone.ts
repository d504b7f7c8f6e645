import { randomInt } from 'node:crypto';

/**
 * What stands in the place of an erased client's number: `+0` and thirteen random digits. No country's code begins with 0, so it is nobody's
 * number, and being random it tells nothing of the one it stands for. It has the form of a number, so that what groups, folds and links by
 * number goes on.
 */
const ERASED = /^\+?0\d{13}$/;
const HALF = 1e6;

export const newErasedPhone = (): string => `+0${String(randomInt(10))}${half()}${half()}`;

const half = (): string => String(randomInt(HALF)).padStart(6, '0');

/** Whether a number, as it is kept, stands for an erased one. */
export const isErasedPhone = (phone: string | null): boolean => phone !== null && ERASED.test(phone);

/** The kept form (`+0…`) of what stands for an erased number, with or without its `+`; null for anything else. */
export function readErasedPhone(text: string): string | null {
  const written = text.trim();
  if (!ERASED.test(written)) return null;
  return written.startsWith('+') ? written : `+${written}`;
}

/** The same condition in SQL, as the index of erased calls has it. */
export const isErasedSql = (column: string): string => `left(${column}, 2) = '+0'`;

/** Punctuation that people put between digits. */
const BETWEEN = String.raw`[\s().-]{0,3}`;

/**
 * A pattern that finds a number in a text in any usual writing, for JavaScript and PostgreSQL alike; its one group is the `+`, if there is
 * one. `phone` is E.164.
 */
export function phonePattern(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const isHome = digits.length === 11 && digits.startsWith('7');
  const own = Array.from(isHome ? digits.slice(1) : digits).join(BETWEEN);
  return String.raw`(?<!\d)(\+?)${isHome ? `(?:[78]${BETWEEN})?` : ''}${own}(?!\d)`;
}

/** Puts what stands for an erased number in the place of the number, wherever a text names it. */
export function phoneReplacer(phone: string, erased: string): (text: string) => string {
  const pattern = new RegExp(phonePattern(phone), 'g');
  const digits = erased.replace(/\D/g, '');
  return (text) => text.replace(pattern, (_, plus: string) => plus + digits);
}
