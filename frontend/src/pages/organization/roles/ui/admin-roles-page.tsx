import { useQuery } from '@tanstack/react-query';
import { Check, Minus } from 'lucide-react';
import { roleMatrixQuery, usePermissionLabel } from '@/entities/organization';
import type { RoleMatrix } from '@/entities/organization';
import { useTranslation } from '@/shared/i18n';
import { ErrorState } from '@/shared/ui/error-state';
import { Icon } from '@/shared/ui/icon';
import { PageHead } from '@/shared/ui/panel';
import { SkeletonLines } from '@/shared/ui/skeleton';

/** Which role may do what: the server's own table, in words. */
export function AdminRolesPage() {
  const { t } = useTranslation('organization');
  const matrix = useQuery(roleMatrixQuery);
  return (
    <div className="flex min-h-0 flex-col pb-4">
      <PageHead title={t('roles.title')} />
      <p className="max-w-160 px-4 pb-3 text-ink-2 sm:px-6">{t('roles.text')}</p>
      <div
        role="region"
        aria-label={t('roles.title')}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable without a mouse
        tabIndex={0}
        className="focus-inset relative mx-4 min-w-0 overflow-x-auto rounded-lg border border-line-subtle bg-panel sm:mx-6"
      >
        {matrix.data !== undefined && <Matrix matrix={matrix.data} />}
        {matrix.isPending && <SkeletonLines lines={12} />}
        {matrix.isError && matrix.data === undefined && (
          <ErrorState
            error={matrix.error}
            onRetry={() => void matrix.refetch()}
            retrying={matrix.isFetching}
          />
        )}
      </div>
    </div>
  );
}

const headCell = 'px-3 py-2 text-start align-bottom font-medium whitespace-nowrap';
const firstCell = 'sticky start-0 min-w-36 bg-panel px-4 py-1.5 text-start font-normal';

function Matrix({ matrix: { permissions, roles, keyPermissions } }: { matrix: RoleMatrix }) {
  const { t } = useTranslation(['organization', 'common']);
  const label = usePermissionLabel();
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">{t('roles.title')}</caption>
      <thead>
        <tr className="border-b border-line text-12 text-ink-2">
          <th scope="col" className={`${headCell} sticky start-0 bg-panel ps-4`}>
            {t('roles.permission')}
          </th>
          {roles.map(({ role }) => (
            <th key={role} scope="col" className={headCell}>
              {t(`common:role.${role}`)}
              <span className="block text-11 font-normal text-ink-3">{t(`roles.scope.${role}`)}</span>
            </th>
          ))}
          <th scope="col" className={`${headCell} border-s border-line-subtle pe-4`}>
            {t('roles.key')}
            <span className="block text-11 font-normal text-ink-3">{t('roles.keyHint')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {permissions.map((permission) => (
          <tr key={permission} className="border-b border-line-subtle last:border-b-0 hover:bg-hover">
            <th scope="row" className={firstCell}>
              {label(permission)}
            </th>
            {roles.map(({ role, permissions: own }) => (
              <td key={role} className="px-3 py-1.5">
                <Mark has={own.includes(permission)} />
              </td>
            ))}
            <td className="border-s border-line-subtle px-3 py-1.5">
              <Mark has={keyPermissions.includes(permission)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Mark({ has }: { has: boolean }) {
  const { t } = useTranslation('organization');
  return (
    <span className={has ? 'text-success' : 'text-ink-3'}>
      <Icon of={has ? Check : Minus} size={14} />
      <span className="sr-only">{t(has ? 'roles.yes' : 'roles.no')}</span>
    </span>
  );
}
