import { normalisePhone } from '../../platform/phone.js';

/** A SIP line: no spaces, and something in it that no telephone number has. */
const SIP_LINE = /^(?=\S*[\p{L}@])\S+$/u;

/** A company line as it is kept: a number in any usual writing as E.164, a SIP line as it comes; null for what is neither. */
export const toLine = (written: string): string | null =>
  normalisePhone(written) ?? (SIP_LINE.test(written) ? written : null);
