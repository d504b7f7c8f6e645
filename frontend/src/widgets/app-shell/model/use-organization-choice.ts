import { useQuery } from '@tanstack/react-query';
import { ownOrganizationsQuery } from '@/entities/organization';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import type { MenuEntry } from '@/shared/ui/dropdown-menu';
import { notify } from '@/shared/ui/toast';
import { useSwitchOrganization } from './switch-organization';

/** The choice of organisation as entries of a menu; none for who works for one alone. */
export function useOrganizationChoice(): MenuEntry[] {
  const { t } = useTranslation();
  const { data = [] } = useQuery(ownOrganizationsQuery);
  const switchOrganization = useSwitchOrganization();
  if (data.length < 2) return [];
  const current = data.find(({ isCurrent }) => isCurrent);
  return [
    {
      kind: 'choice',
      label: t('shell.organizations'),
      value: String(current?.id ?? ''),
      options: data.map(({ id, name, role }) => ({
        value: String(id),
        label: `${name} · ${t(`role.${role}`)}`,
      })),
      onChange: (value) => {
        if (Number(value) === current?.id) return;
        switchOrganization.mutate(Number(value), {
          onError: (error) => {
            notify({ kind: 'error', text: `${t('shell.switchFailed')}: ${problemText(error)}` });
          },
        });
      },
    },
    { kind: 'separator' },
  ];
}
