import type { Permission } from '@/shared/config';
import type { RecordValues } from '@/shared/lib/use-record-editing';
import type { ApiKeyDraft } from '../api/api-key-writes';

/** Days until a key ends. */
export const lifetimes = ['30', '90', '365', 'never'] as const;

export const emptyKey: RecordValues = {
  name: '',
  permissions: [],
  cities: [],
  end: '90',
  ipAllow: '',
};

const dayMs = 86_400_000;

/** The body of a new key, from what its form holds at the moment `now` (`Date.now()`). */
export function toKeyDraft(values: RecordValues, now: number): ApiKeyDraft {
  const days = Number(values['end']);
  return {
    name: textOf(values, 'name'),
    permissions: listOf(values, 'permissions') as Permission[],
    cities: listOf(values, 'cities'),
    ipAllow: linesOf(textOf(values, 'ipAllow')),
    expiresAt: Number.isFinite(days) ? new Date(now + days * dayMs).toISOString() : null,
  };
}

/** Lines or words of a text field that holds a list. */
export const linesOf = (text: string): string[] => text.split(/[\s,;]+/).filter((line) => line !== '');

function textOf(values: RecordValues, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value.trim() : '';
}

function listOf(values: RecordValues, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value : [];
}
