import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { isErasedPhone, readErasedPhone } from './erased-phone.js';

const HOME_COUNTRY = 'RU';
const MAX_WRITTEN_LENGTH = 40;
/** Digits with the punctuation people put between them; no letters, no SIP addresses, no extensions. */
const WRITTEN_PHONE = /^\+?[\d\s().\-\u2010-\u2015]+$/u;
/** An international number written without its `+` has at least eleven digits; fewer would be an extension. */
const MIN_INTERNATIONAL_DIGITS = 11;
const MIN_SEARCH_DIGITS = 4;
const SIP_ADDRESS = /^(?:sips?:)?([^\s@:;?<>]+)@([^\s@:;?<>]+)(?::\d+)?(?:[;?].*)?$/i;

/** What a search by phone looks for: the one number, or numbers that end so (`digits` has 4 to 10 of them). */
export type PhoneSearch = { kind: 'whole'; phone: string } | { kind: 'ending'; digits: string };

function toPossibleE164(written: string): string | null {
  const parsed = parsePhoneNumberFromString(written, HOME_COUNTRY);
  return parsed?.isPossible() ? parsed.number : null;
}

/**
 * E.164 of a phone in any usual Russian writing (`8…`, `7…`, ten digits) or in international form, with or without
 * the `+`; null for a SIP address, a word, an internal number or anything else that cannot be a phone.
 * A number only has to be possible, not assigned: test and fresh ranges are not in anybody's tables.
 */
export function normalisePhone(text: string): string | null {
  const written = text.trim();
  if (written.length > MAX_WRITTEN_LENGTH || !WRITTEN_PHONE.test(written)) return null;
  const digits = written.replace(/\D/g, '');
  if (written.startsWith('+')) return toPossibleE164(`+${digits}`);
  const domestic = toPossibleE164(digits);
  if (domestic !== null || digits.length < MIN_INTERNATIONAL_DIGITS) return domestic;
  return toPossibleE164(`+${digits}`);
}

/** The number of a client as it is kept: E.164, or what stands for the number of one whose data were erased. */
export const normaliseClientPhone = (text: string): string | null =>
  readErasedPhone(text) ?? normalisePhone(text);

/**
 * The form in which a company line is kept and compared: E.164 for a number in any writing, a SIP line or another name
 * as it comes; null when blank.
 */
export function normaliseLine(text: string): string | null {
  const line = text.trim();
  return line === '' ? null : (normalisePhone(line) ?? line);
}

/**
 * Reads a search text as a phone: eleven digits or more are the whole number, four to ten are its end.
 * Null when the text is not a phone, or too short to search by.
 */
export function searchDigits(text: string): PhoneSearch | null {
  const written = text.trim();
  if (written.length > MAX_WRITTEN_LENGTH || !WRITTEN_PHONE.test(written)) return null;
  const digits = written.replace(/\D/g, '');
  if (digits.length < MIN_SEARCH_DIGITS) return null;
  if (digits.length < MIN_INTERNATIONAL_DIGITS) return { kind: 'ending', digits };
  const phone = normalisePhone(written);
  return phone === null ? null : { kind: 'whole', phone };
}

/**
 * The form in which SIP addresses are compared: `user@host` in lower case, without scheme, port and parameters; null
 * when the text is not such an address.
 */
export function normaliseSipAddress(text: string): string | null {
  const [, user, host] = SIP_ADDRESS.exec(text.trim()) ?? [];
  return user === undefined || host === undefined ? null : `${user}@${host}`.toLowerCase();
}

/** `+7******4567`: what a viewer sees of a number. What stands for an erased one is nobody's and needs no mask. */
export function maskPhone(phone: string): string {
  if (isErasedPhone(phone)) return phone;
  return phone.length < 7 ? '******' : `${phone.slice(0, 2)}******${phone.slice(-4)}`;
}
