import { createHash, randomBytes } from 'node:crypto';
import bcrypt from 'bcrypt';
import { problem } from '../../platform/http/problem.js';

const COST = 12;
/** bcrypt reads no further than this. */
const BCRYPT_BYTES = 72;
const QUEUE_LIMIT = 8;

export interface Passwords {
  /** bcrypt hash of cost 12. @throws Problem `overloaded` when too many wait. */
  hash(password: string): Promise<string>;
  /** Takes the same time whether the hash is there or not. @throws Problem `overloaded` when too many wait. */
  verify(password: string, hash: string | null): Promise<boolean>;
}

/** 24 characters of base64url: 144 bits. */
export const generatePassword = (): string => randomBytes(18).toString('base64url');

/** What bcrypt is given: NFKC, and what would be cut at 72 bytes goes in as base64 of its SHA-256. */
export function toBcryptInput(password: string): string {
  const normal = password.normalize('NFKC');
  return Buffer.byteLength(normal) <= BCRYPT_BYTES
    ? normal
    : createHash('sha256').update(normal).digest('base64');
}

/** One hash at a time and a short queue, so that a flood of sign-ins leaves the threads to everybody else. */
export function createPasswords({ cost = COST }: { cost?: number } = {}): Passwords {
  const inTurn = createQueue(QUEUE_LIMIT);
  const absent = inTurn(() => bcrypt.hash('nobody has this password', cost));
  return {
    hash: (password) => inTurn(() => bcrypt.hash(toBcryptInput(password), cost)),
    verify: async (password, hash) => {
      const stored = hash ?? (await absent);
      const isRight = await inTurn(() => bcrypt.compare(toBcryptInput(password), stored));
      return isRight && hash !== null;
    },
  };
}

function createQueue(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (work) => {
    if (waiting > limit)
      throw problem('overloaded', { detail: 'Too many passwords to check', retryAfterSeconds: 3 });
    waiting += 1;
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      waiting -= 1;
    }
  };
}
