import type { Permission, Role } from './permissions.js';

/** The signed-in person of a request: who, for which organisation, and which rows he reaches. */
export interface Actor {
  readonly organizationId: number;
  /** IANA zone in which the organisation's days are cut. */
  readonly organizationTimezone: string;
  /** Id of the employment (`callcentre_operator`), the person's only id in the API. */
  readonly operatorId: number;
  readonly accountId: number;
  readonly sessionId: string;
  /** The last time in this session that he proved who he is. */
  readonly authenticatedAt: Date;
  readonly name: string;
  readonly role: Role;
  /** Names of the cities he works for; null means every city. */
  readonly cities: readonly string[] | null;
  /** The master row of a person of role `master`. */
  readonly masterId: number | null;
  readonly permissions: ReadonlySet<Permission>;
  /** His role must have a second factor and he has none yet. */
  readonly mustSetUpSecondFactor: boolean;
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
