import type { InvitationDraft } from '../api/invitation-writes';

export const roles = ['owner', 'admin', 'manager', 'operator', 'viewer', 'master'] as const;
export const deliveries = ['email', 'link'] as const;
export const needCities: readonly string[] = ['manager', 'master'];

export interface Values {
  name: string;
  role: (typeof roles)[number];
  city: string;
  cities: string[];
  extension: string;
  sipAddress: string;
  delivery: (typeof deliveries)[number];
  email: string;
  locale: 'ru' | 'en';
}
export type FieldName = keyof Values;

/** Empty is none; without cities the server takes those the role asks for. */
export function toDraft(values: Values): InvitationDraft {
  const { name, role, city, cities, extension, sipAddress, delivery, email, locale } = values;
  return {
    name: name.trim(),
    role,
    city,
    delivery,
    locale,
    extension: extension.trim() || null,
    sipAddress: sipAddress.trim() || null,
    email: email.trim() || null,
    ...(cities.length === 0 ? {} : { cities }),
  };
}
