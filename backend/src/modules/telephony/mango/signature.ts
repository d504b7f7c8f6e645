import { createHash, timingSafeEqual } from 'node:crypto';

/** What the "API connector" page of the PBX cabinet shows: the PBX code and the signing key. */
export interface MangoCredentials {
  apiKey: string;
  apiSalt: string;
}

const SIGNATURE = /^[0-9a-f]{64}$/;

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

/**
 * Signature of a request in either direction: lower-case hex SHA-256 of key + json + salt, a plain hash and not an HMAC.
 * `json` is the text that travels, byte for byte; signing a re-serialised copy gives another signature.
 */
export function sign(json: string, { apiKey, apiSalt }: MangoCredentials): string {
  return sha256(apiKey + json + apiSalt).toString('hex');
}

/**
 * Whether `signature` is ours for this `json`, compared in constant time. Anything but 64 lower-case hexadecimal digits
 * is false: the vendor sends nothing else.
 */
export function isSigned(json: string, signature: string, credentials: MangoCredentials): boolean {
  if (!SIGNATURE.test(signature)) return false;
  return timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(sign(json, credentials), 'hex'));
}

/** Whether the request names our PBX code; constant time whatever the lengths. */
export function isOwnKey(vpbxApiKey: string, { apiKey }: MangoCredentials): boolean {
  return timingSafeEqual(sha256(vpbxApiKey), sha256(apiKey));
}
