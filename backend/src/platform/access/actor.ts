import { problem } from '../http/problem.js';
import type { Permission, Role } from './permissions.js';

/** The caller of a request, a signed-in person or a machine with a key: who, for which organisation, and which rows he reaches. */
export interface Actor {
  readonly organizationId: number;
  /** IANA zone in which the organisation's days are cut. */
  readonly organizationTimezone: string;
  /** Id of the employment (`callcentre_operator`), the person's only id in the API; of a key, that of the person who made it. */
  readonly operatorId: number;
  readonly accountId: number;
  /** Null for a key. */
  readonly sessionId: string | null;
  /** Null for a signed-in person. */
  readonly apiKeyId: number | null;
  /** The last time in this session that he proved who he is; a key never does, so its is the epoch. */
  readonly authenticatedAt: Date;
  readonly name: string;
  readonly role: Role;
  /** Names of the cities he works for; null means every city. */
  readonly cities: readonly string[] | null;
  /** The master row of a person of role `master`. */
  readonly masterId: number | null;
  readonly permissions: ReadonlySet<Permission>;
  /** He signed in with a password that somebody else gave him, and has not chosen his own yet. */
  readonly mustChangePassword: boolean;
  /** His role must have a second factor and he has none yet. */
  readonly mustSetUpSecondFactor: boolean;
  /** Creates and suspends organisations. */
  readonly isSuperAdmin: boolean;
  /** Addresses and ranges that administrative actions of the organisation may come from; empty means anywhere. */
  readonly adminIpAllow: readonly string[];
}

/** The session of a person. @throws Problem `forbidden` for a key, which has none. */
export function sessionOf({ sessionId }: Actor): string {
  if (sessionId === null) throw problem('forbidden', { detail: 'A key has no session' });
  return sessionId;
}

export const can = (actor: Actor, permission: Permission): boolean => actor.permissions.has(permission);

/** Owner and admin. */
export const isAdmin = (actor: Actor): boolean => actor.role === 'owner' || actor.role === 'admin';

/** Owner, admin and manager. */
export const isManaging = (actor: Actor): boolean => isAdmin(actor) || actor.role === 'manager';

/** Viewers see `+7******4567` instead of a client's number. */
export const seesPhones = (actor: Actor): boolean => actor.role !== 'viewer';

/** Stable text of what rows an actor reaches, for cache keys: equal keys see equal figures. */
export function scopeKey(actor: Actor): string {
  const cities = actor.cities === null ? '*' : [...actor.cities].sort().join('\u001f');
  return `${String(actor.organizationId)}:${cities}`;
}
