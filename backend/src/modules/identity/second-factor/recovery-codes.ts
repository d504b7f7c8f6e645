import { createHmac, hkdfSync, randomBytes } from 'node:crypto';

export const RECOVERY_CODES = 10;
/** Sixteen characters of thirty-two: 80 bits, in groups of four. */
const CODE_LENGTH = 16;
/** Without I, L, O and U, which are taken for figures or make words (Crockford). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const READ_AS: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/** Ten codes `XXXX-XXXX-XXXX-XXXX`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => {
    const letters = Array.from(randomBytes(CODE_LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length));
    return (letters.join('').match(/.{4}/g) ?? []).join('-');
  });

/**
 * What is stored of a code: its HMAC under a key made from the seed of the same account, which is sealed by a key outside of the
 * database. A stolen database alone gives no way to test guesses; with all keys 80 random bits remain (docs/decisions/0008). One
 * statement finds and uses a code, which ten slow hashes could not.
 */
export function hashOfRecoveryCode(code: string, seed: string): string {
  const key = Buffer.from(hkdfSync('sha256', seed, '', 'callcentre-crm recovery code', 32));
  return createHmac('sha256', key).update(plainCode(code)).digest('base64url');
}

/** Typed with or without dashes, in either case, with O for 0. */
const plainCode = (code: string): string =>
  code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[ILO]/g, (letter) => READ_AS[letter] ?? letter);
