import { Megaphone } from 'lucide-react';
import { ReferenceList, textOf, textOrNull } from '@/features/edit-reference';
import type { ReferenceBook } from '@/features/edit-reference';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';

/** Advertising campaigns, by the code under which calls and orders are counted. */
export function AdminCampaignsPage() {
  return <ReferenceList book={useCampaignBook()} />;
}

function useCampaignBook(): ReferenceBook<'/api/campaigns'> {
  const { t } = useTranslation(['admin', 'common']);
  return {
    path: '/api/campaigns',
    icon: Megaphone,
    words: {
      title: t('common:nav.campaigns'),
      add: t('campaign.add'),
      search: t('campaign.search'),
      emptyTitle: t('campaign.emptyTitle'),
      emptyText: t('campaign.emptyText'),
      inUse: t('campaign.inUse'),
    },
    columns: [
      { id: 'rk', head: t('campaign.rk'), cell: ({ rk }) => rk, cut: true, className: 'w-1/3' },
      {
        id: 'name',
        head: t('campaign.name'),
        cell: ({ name }) => name ?? noValue,
        cut: true,
        className: 'w-2/3',
      },
    ],
    fields: [
      {
        name: 'rk',
        label: t('campaign.rk'),
        hint: t('campaign.rkHint'),
        kind: 'text',
        maxLength: 50,
        required: true,
      },
      { name: 'name', label: t('campaign.name'), kind: 'text', maxLength: 200 },
    ],
    toValues: (row) => ({ rk: row?.rk ?? '', name: row?.name ?? '' }),
    toDraft: (values) => ({ rk: textOf(values, 'rk'), name: textOrNull(values, 'name') }),
    nameOf: ({ rk }) => rk,
  };
}
