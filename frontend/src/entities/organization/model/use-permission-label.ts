import type { Permission } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';

/** Keys of texts cannot hold a colon. */
type PermissionKey<Name extends Permission> = Name extends `${infer Noun}:${infer Verb}`
  ? `${Noun}_${Verb}`
  : never;

/** A right in words. The page loads the texts `profile`. */
export function usePermissionLabel(): (permission: Permission) => string {
  const { t } = useTranslation('profile');
  return (permission) => t(`permission.${permission.replace(':', '_') as PermissionKey<Permission>}`);
}
