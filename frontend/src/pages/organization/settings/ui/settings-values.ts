import type { OrganizationSettings } from '@/entities/organization';
import type { RecordValues } from '@/shared/lib/use-record-editing';
import type { SettingsChange } from '../api/organization-writes';

export const roles = ['owner', 'admin', 'manager', 'operator', 'viewer', 'master'] as const;

/** The settings as the form holds them; the list of addresses is a text with one per line. */
export function toValues(settings: OrganizationSettings | null): RecordValues {
  return {
    name: settings?.name ?? '',
    timezone: settings?.timezone ?? '',
    secondFactorRoles: settings?.secondFactorRoles ?? [],
    adminIpAllow: settings?.adminIpAllow.join('\n') ?? '',
  };
}

/** The body of a change: what differs. */
export function toChange(
  values: RecordValues,
  { version, changed }: { version: number; changed: ReadonlySet<string> },
): SettingsChange {
  const whole = {
    name: textOf(values['name']),
    timezone: textOf(values['timezone']),
    secondFactorRoles: roles.filter((role) => values['secondFactorRoles']?.includes(role) === true),
    adminIpAllow: linesOf(textOf(values['adminIpAllow'])),
  };
  const part = Object.fromEntries(Object.entries(whole).filter(([name]) => changed.has(name)));
  return { ...part, version };
}

export const linesOf = (text: string): string[] => text.split(/[\s,;]+/).filter((line) => line !== '');

const textOf = (value: string | string[] | undefined): string =>
  typeof value === 'string' ? value.trim() : '';
