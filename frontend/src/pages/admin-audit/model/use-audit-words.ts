import type { AuditEntry } from '@/entities/audit-entry';
import { useTranslation } from '@/shared/i18n';

/** Words for codes of the log; a code nobody has translated yet stands for itself. */
export function useAuditWords() {
  const { t } = useTranslation(['audit', 'profile']);
  const actions: Readonly<Record<string, string>> = t('action', { returnObjects: true });
  const objects: Readonly<Record<string, string>> = t('object', { returnObjects: true });
  const values: Readonly<Record<string, string>> = t('value', { returnObjects: true });
  const fields: Readonly<Record<string, string>> = t('field', { returnObjects: true });
  const rights: Readonly<Record<string, string>> = t('profile:permission', { returnObjects: true });
  return {
    action: (code: string): string => actions[code] ?? code,
    object: (type: string, id: string | null): string =>
      `${objects[type] ?? type}${id !== null && id.length <= 12 ? ` ${id}` : ''}`,
    /** Who acted: a person, somebody from outside, or nobody but the product. */
    actor: ({ actor, ip }: Pick<AuditEntry, 'actor' | 'ip'>): string =>
      actor?.name ?? t(ip === null ? 'product' : 'unknown'),
    /** A status, a role and the like; anything else as it is. */
    value: (code: string): string => values[code] ?? code,
    /** A right, whose text cannot be kept under a name with a colon. */
    right: (code: string): string => rights[code.replace(':', '_')] ?? code,
    field: (name: string): string => fields[name] ?? name,
  };
}
