import { permissions } from '@/shared/config';
import type { components } from '@/shared/api';

type Profile = components['schemas']['Profile'];

/** An operator of Saratov with every right, unless told otherwise. */
export function buildProfile(change: Partial<Profile> = {}): Profile {
  return {
    id: 7,
    login: 'anna.vlasova',
    name: 'Анна Власова',
    email: null,
    emailVerified: false,
    role: 'operator',
    city: 'Саратов',
    cities: ['Саратов'],
    status: 'active',
    statusWork: 'online',
    statusWorkSince: '2025-01-21T09:00:00Z',
    statusWorkNext: null,
    sipAddress: null,
    extension: '103',
    masterId: null,
    locale: 'ru',
    timezone: 'Europe/Saratov',
    organization: { id: 1, name: 'Мастер рядом', timezone: 'Europe/Moscow' },
    permissions: [...permissions],
    mustChangePassword: false,
    mustSetUpSecondFactor: false,
    isSuperAdmin: false,
    ...change,
  };
}
