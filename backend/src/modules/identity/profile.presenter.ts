import type { Actor } from '../../platform/access/actor.js';
import type { getProfile } from './identity.contract.js';
import type { ProfileRow } from './identity.repository.js';
import type { Infer } from '../../platform/http/schema.js';

type SuccessSchema = Extract<(typeof getProfile)['success'], { readonly kind: 'data' }>['schema'];
export type ProfileView = Infer<SuccessSchema>;

export function toProfile(actor: Actor, row: ProfileRow): ProfileView {
  const { userAccount, organization, homeCity, cities, master } = row;
  return {
    id: row.id,
    login: userAccount.login,
    name: row.name,
    email: userAccount.email,
    emailVerified: userAccount.email !== null && userAccount.emailVerifiedAt !== null,
    role: actor.role,
    city: row.city,
    cities: cities.map(({ city }) => city.name).sort(),
    status: row.status as ProfileView['status'],
    statusWork: row.statusWork as ProfileView['statusWork'],
    statusWorkSince: row.statusWorkSince,
    statusWorkNext: row.statusWorkNext as ProfileView['statusWorkNext'],
    sipAddress: row.sipAddress,
    extension: row.extension,
    masterId: master?.id ?? null,
    locale: userAccount.locale as ProfileView['locale'],
    timezone: userAccount.timezone ?? homeCity?.timezone ?? organization.timezone,
    organization,
    permissions: [...actor.permissions],
    mustChangePassword: actor.mustChangePassword,
    mustSetUpSecondFactor: actor.mustSetUpSecondFactor,
    isSuperAdmin: actor.isSuperAdmin,
  };
}
