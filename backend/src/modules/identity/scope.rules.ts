import type { Role } from '../../platform/access/permissions.js';

/** With no city in their list, these see none; the others see all. */
const NEED_CITIES: ReadonlySet<Role> = new Set<Role>(['manager', 'master']);

/** The cities a person reaches; null means every city. */
export function citiesOfScope(role: Role, cities: readonly string[]): readonly string[] | null {
  const hasAll = role === 'owner' || role === 'admin' || (cities.length === 0 && !NEED_CITIES.has(role));
  return hasAll ? null : cities;
}
