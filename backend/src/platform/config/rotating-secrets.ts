import { readFileSync, statSync } from 'node:fs';

/** The secrets that are changed while the product runs. */
export interface Secrets {
  readonly jwtSecret: string;
  /** Still accepted while tokens of before are about. */
  readonly jwtSecretPrevious: string | null;
  /** When the present one took its place: the previous one signs nothing newer. Null when that is not known. */
  readonly jwtRotatedAt: Date | null;
  readonly secretsKey: Buffer;
  /** Opens what is not sealed anew yet. */
  readonly secretsKeyPrevious: Buffer | null;
}

/**
 * Secrets as they are now. A process that meets what another secret signed or sealed looks again before it refuses: another process may
 * have seen the change a moment earlier. So a rotation needs no restart and fails no request.
 */
export interface RotatingSecrets {
  current(): Secrets;
  /** True when the secrets have changed since the last look. */
  lookAgain(): boolean;
}

/** Secrets of the environment alone; they change with the next start. */
export const fixedSecrets = (secrets: Secrets): RotatingSecrets => ({
  current: () => secrets,
  lookAgain: () => false,
});

/** A process sees a change after this time at the latest. */
export const LOOK_EVERY_MS = 3000;

/** Members of `secrets.json`; what is absent stays as the environment says. */
interface Stored {
  readonly jwtSecret?: string;
  readonly jwtSecretPrevious?: string;
  readonly jwtRotatedAt?: string;
  readonly secretsKey?: string;
  readonly secretsKeyPrevious?: string;
}

/** Secrets of the file that `npm start` keeps; `given` serves while it cannot be read. */
export function secretsOfFile(file: string, given: Secrets): RotatingSecrets {
  const state = { secrets: given, writtenMs: -1, lookedAtMs: 0 };
  const lookAgain = (): boolean => {
    state.lookedAtMs = Date.now();
    const writtenMs = whenWritten(file);
    if (writtenMs === null || writtenMs === state.writtenMs) return false;
    const stored = readStored(file);
    if (!stored) return false;
    state.writtenMs = writtenMs;
    state.secrets = toSecrets(stored, given);
    return true;
  };
  lookAgain();
  return {
    lookAgain,
    current: () => {
      if (Date.now() - state.lookedAtMs > LOOK_EVERY_MS) lookAgain();
      return state.secrets;
    },
  };
}

/** Sub-millisecond time of the last change; null while the file is not there. */
const whenWritten = (file: string): number | null => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? found.mtimeMs + found.ino : null;
};

function readStored(file: string): Stored | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Stored;
  } catch {
    // It is replaced in one step, so this is a file that somebody edits: the secrets of before go on.
    return null;
  }
}

function toSecrets(stored: Stored, given: Secrets): Secrets {
  const { jwtSecret, jwtSecretPrevious = null, jwtRotatedAt, secretsKey, secretsKeyPrevious } = stored;
  return {
    jwtSecret: jwtSecret ?? given.jwtSecret,
    jwtSecretPrevious,
    jwtRotatedAt: jwtRotatedAt === undefined ? null : new Date(jwtRotatedAt),
    secretsKey: secretsKey === undefined ? given.secretsKey : Buffer.from(secretsKey, 'base64'),
    secretsKeyPrevious: secretsKeyPrevious === undefined ? null : Buffer.from(secretsKeyPrevious, 'base64'),
  };
}
