import type { Role } from '../../platform/access/permissions.js';
import { invalidField, problem, type Problem } from '../../platform/http/problem.js';
import { normaliseSipAddress } from '../../platform/phone.js';

export type EmploymentStatus = 'active' | 'inactive' | 'on_leave';

/** Their rows are those of their cities, so without one they would see nothing. */
const NEED_CITIES: ReadonlySet<Role> = new Set<Role>(['manager', 'master']);

/** The cities of a new person's scope: a manager and a master get the home city when none is named. */
export const citiesOfDraft = ({
  role,
  city,
  cities,
}: {
  role: Role;
  city: string;
  cities?: readonly string[] | undefined;
}) => cities ?? (NEED_CITIES.has(role) ? [city] : []);

/** @throws Problem `invalid_fields` on `cities`. */
export function assertHasCities(role: Role, cities: readonly string[]): void {
  if (NEED_CITIES.has(role) && cities.length === 0) throw invalidField('cities', 'required');
}

/** @throws Problem `invalid_fields` on `masterId`: only a master signs in as a master. */
export function assertMasterRole(role: Role, masterId: number | undefined): void {
  if (masterId !== undefined && role !== 'master') throw invalidField('masterId', 'invalid_value');
}

/** SIP URI in the one form in which it is kept, `sip:user@host`. @throws Problem `invalid_fields` on `sipAddress`. */
export function toSipUri(written: string): string {
  const address = normaliseSipAddress(written);
  if (address === null) throw invalidField('sipAddress', 'invalid_value');
  return `sip:${address}`;
}

interface Employed {
  readonly id: number;
  readonly role: Role;
  readonly status: EmploymentStatus;
}

/** Whether the step leaves the organisation with one active owner fewer. */
export const losesOwner = (before: Employed, after: Pick<Employed, 'role' | 'status'>): boolean =>
  isActiveOwner(before) && !isActiveOwner(after);

const isActiveOwner = ({ role, status }: Pick<Employed, 'role' | 'status'>): boolean =>
  role === 'owner' && status === 'active';

export const lastOwnerStays = (): Problem => problem('in_use', { detail: 'The last active owner stays' });

/** @throws Problem `in_use`: nobody shuts himself out. */
export function assertNotOneself(actorOperatorId: number, operatorId: number): void {
  if (actorOperatorId === operatorId) throw problem('in_use', { detail: 'Nobody deactivates himself' });
}
