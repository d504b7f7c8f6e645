import type { CallsUrl } from '@/entities/call';
import { useTranslation } from '@/shared/i18n';
import { RemovableChip } from '@/shared/ui/chip';

/** What was asked in the search field above, so that it can be taken away here. */
export function SearchMark({
  search,
  onChange,
}: {
  search: string;
  onChange: (change: Partial<CallsUrl>) => void;
}) {
  const { t } = useTranslation('calls');
  if (search === '') return null;
  return (
    <RemovableChip
      name={t('filter.search')}
      onRemove={() => {
        onChange({ search: '' });
      }}
      onClick={() => {
        document.querySelector<HTMLInputElement>('input[name="search"]')?.focus();
      }}
    >
      {t('filter.value', { name: t('filter.search'), value: search })}
    </RemovableChip>
  );
}
