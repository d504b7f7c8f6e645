import { timingSafeEqual } from 'node:crypto';
import { HOTP, Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app knows it. */
const FORM = { algorithm: 'SHA1', digits: 6 } as const;
export const STEP_SECONDS = 30;
const SEED_BYTES = 20;
/** Own clocks differ: the step before and the one after are taken too. */
const NEARBY = [0, -1, 1] as const;

/** A seed of 160 bits, base32, as it is shown for typing. */
export const newSeed = (): string => new Secret({ size: SEED_BYTES }).base32;

/** `otpauth://totp/<issuer>:<label>?…`, what the QR code holds. */
export const otpauthUrlOf = (seed: string, { issuer, label }: { issuer: string; label: string }): string =>
  new TOTP({ ...FORM, issuer, label, period: STEP_SECONDS, secret: Secret.fromBase32(seed) }).toString();

export const codeOfStep = (seed: string, step: number): string =>
  HOTP.generate({ ...FORM, secret: Secret.fromBase32(seed), counter: step });

export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP_SECONDS);

/** The step near `now` whose code this is; null when it is none's. */
export function stepOfCode(seed: string, code: string, now: Date): number | null {
  const present = stepAt(now);
  const steps = NEARBY.map((distance) => present + distance);
  return steps.find((step) => isSame(codeOfStep(seed, step), code)) ?? null;
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
