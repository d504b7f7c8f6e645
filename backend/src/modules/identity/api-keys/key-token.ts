import { createHash, randomBytes } from 'node:crypto';

/** `crm_<prefix>_<secret>`: 32 random bits to tell keys apart by, 256 that nobody guesses, so a plain digest is enough to keep. */
const FORM = /^crm_[0-9a-f]{8}_[0-9a-f]{64}$/;
const PREFIX_BYTES = 4;
const SECRET_BYTES = 32;

export const isKeyToken = (token: string): boolean => FORM.test(token);

export const digestOfKey = (token: string) => createHash('sha256').update(token).digest();

/** A new key; the token itself is shown once and kept nowhere. */
export function newKeyToken() {
  const prefix = randomBytes(PREFIX_BYTES).toString('hex');
  const token = `crm_${prefix}_${randomBytes(SECRET_BYTES).toString('hex')}`;
  return { token, prefix, secretHash: digestOfKey(token) };
}
