import type { Actor } from '../../../platform/access/actor.js';
import { KEY_PERMISSIONS } from '../../../platform/access/permissions.js';
import { invalidField, invalidFields } from '../../../platform/http/problem.js';
import type { ApiKeyDraft } from './api-keys.contract.js';

const LONGEST_MS = 5 * 366 * 86_400_000;
/** Live keys of one person, and of the organisation itself. */
export const MOST_KEYS = { personal: 20, organization: 100 } as const;

/** @throws Problem `invalid_fields` on `permissions` for rights that no key is given or that the maker lacks. */
export function assertMayGive({ permissions: own }: Actor, { permissions }: ApiKeyDraft): void {
  const wrong = permissions.flatMap((permission, index) =>
    own.has(permission) && KEY_PERMISSIONS.includes(permission) ? [] : [`permissions.${String(index)}`],
  );
  if (wrong.length > 0) throw invalidFields(wrong.map((field) => ({ field, code: 'invalid_value' })));
}

/** @throws Problem `invalid_fields` on `cities` for cities the maker does not reach, as for those that are not there. */
export function assertReached(actor: Actor, cities: readonly string[]): void {
  const { cities: own } = actor;
  const wrong = cities.flatMap((city, index) =>
    own && !own.includes(city) ? [`cities.${String(index)}`] : [],
  );
  if (wrong.length > 0) throw invalidFields(wrong.map((field) => ({ field, code: 'invalid_value' })));
}

/** @throws Problem `invalid_fields` on `expiresAt`. */
export function assertEnd(expiresAt: Date | null, now: Date): void {
  if (expiresAt === null) return;
  if (expiresAt <= now) throw invalidField('expiresAt', 'in_past');
  if (expiresAt.getTime() > now.getTime() + LONGEST_MS) throw invalidField('expiresAt', 'out_of_range');
}
