import type { Actor } from '../../platform/access/actor.js';
import { ADMINISTRATIVE_PERMISSIONS } from '../../platform/access/permissions.js';
import type { AnyOperation } from '../../platform/http/operation.js';

/** A proof of who one is serves sensitive actions for this long. */
const PROOF_MS = 10 * 60_000;

type Asked = Pick<AnyOperation, 'access' | 'keys' | 'proof'>;

/** Whether the caller has one of the operation's permissions, and, with a key, whether keys may call it at all. */
export function mayCall(actor: Actor, operation: Asked): boolean {
  const { access } = operation;
  if (actor.apiKeyId !== null && !isForKeys(operation)) return false;
  if (access === 'public' || access === 'signed-in') return true;
  if (access === 'super-admin') return actor.isSuperAdmin;
  return [access].flat().some((permission) => actor.permissions.has(permission));
}

/** Keys are for work on the organisation's rows: what is a person's own, or asks who he is, is closed to them. */
const isForKeys = ({ access, keys, proof }: Asked): boolean =>
  keys ?? (proof !== 'recent' && access !== 'signed-in' && access !== 'super-admin');

/** Whether the caller may do this by a right over the organisation itself alone. */
export function isAdministrative(actor: Actor, { access }: Asked): boolean {
  if (access === 'public' || access === 'signed-in' || access === 'super-admin') return false;
  return [access]
    .flat()
    .filter((permission) => actor.permissions.has(permission))
    .every((permission) => ADMINISTRATIVE_PERMISSIONS.has(permission));
}

/** Whether the caller has shown within ten minutes that it is he. */
export const hasRecentProof = ({ authenticatedAt }: Pick<Actor, 'authenticatedAt'>, now: Date): boolean =>
  now.getTime() - authenticatedAt.getTime() <= PROOF_MS;

/** Whether a request asks for a recent proof: surely, perhaps, which its operation finds out, or not. */
export function asksForProof({ proof }: Asked, body: unknown): 'surely' | 'perhaps' | 'not' {
  if (proof === undefined) return 'not';
  if (proof === 'recent') return 'surely';
  const isNamed = (name: string): boolean =>
    typeof body === 'object' && body !== null && Object.hasOwn(body, name);
  if ('whenGiven' in proof) return proof.whenGiven.some(isNamed) ? 'surely' : 'not';
  return proof.whenChanged.some(isNamed) ? 'perhaps' : 'not';
}

type Debtor = Pick<Actor, 'mustChangePassword' | 'mustSetUpSecondFactor'>;
type OpenBefore = Pick<AnyOperation, 'beforeOwnPassword' | 'beforeSecondFactor'>;

/** What the caller has yet to do before he may do this: choose a password of his own, then set up the second factor of his role. */
export function owesFirst(
  { mustChangePassword, mustSetUpSecondFactor }: Debtor,
  { beforeOwnPassword, beforeSecondFactor }: OpenBefore,
): 'password_change_required' | 'second_factor_required' | null {
  if (mustChangePassword && beforeOwnPassword !== true) return 'password_change_required';
  return mustSetUpSecondFactor && beforeSecondFactor !== true ? 'second_factor_required' : null;
}
