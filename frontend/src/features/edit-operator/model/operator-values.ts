import type { Operator } from '@/entities/operator';
import type { RecordValues } from '@/shared/lib/use-record-editing';
import type { OperatorDraft } from '../api/operator-writes';

export const roles = ['owner', 'admin', 'manager', 'operator', 'viewer', 'master'] as const;
export type Role = (typeof roles)[number];
export const employments = ['active', 'on_leave', 'inactive'] as const;

const empty: RecordValues = {
  name: '',
  login: '',
  role: 'operator',
  status: 'active',
  city: '',
  cities: [],
  extension: '',
  sipAddress: '',
  email: '',
  masterId: '',
  password: '',
};

/** What the form starts with; null for a new person. */
export function toValues(row: Operator | null): RecordValues {
  if (row === null) return empty;
  const { name, login, role, status, cities, masterId } = row;
  return {
    ...empty,
    ...{ name, login, role, status, cities },
    city: row.city ?? '',
    extension: row.extension ?? '',
    sipAddress: row.sipAddress ?? '',
    email: row.email ?? '',
    masterId: masterId === null ? '' : String(masterId),
  };
}

/** The whole body; a change sends a part of it. */
export function toDraft(values: RecordValues): OperatorDraft {
  const text = (name: string): string => {
    const value = values[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const orNull = (name: string): string | null => text(name) || null;
  const cities = values['cities'];
  const masterId = text('masterId');
  return {
    name: text('name'),
    login: text('login'),
    // Spaces may belong to a password.
    password: typeof values['password'] === 'string' ? values['password'] : '',
    role: roles.find((known) => known === values['role']) ?? 'operator',
    status: employments.find((known) => known === values['status']) ?? 'active',
    city: text('city'),
    cities: Array.isArray(cities) ? cities : [],
    extension: orNull('extension'),
    sipAddress: orNull('sipAddress'),
    email: orNull('email'),
    ...(masterId === '' ? {} : { masterId: Number(masterId) }),
  };
}

/** A new manager or master without named cities gets the home city: the server does it when none are sent. */
export function toNewDraft(values: RecordValues): OperatorDraft {
  const { cities, ...draft } = toDraft(values);
  return cities === undefined || cities.length === 0 ? draft : { ...draft, cities };
}
