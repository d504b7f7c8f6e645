import { HandCoins, PhoneIncoming, SearchX } from 'lucide-react';
import { isNarrowed, noAddedFilters } from '@/entities/call';
import type { CallFilters, CallsUrl } from '@/entities/call';
import { useCan } from '@/entities/session';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { Button, ButtonLink } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';

interface NoCallsProps {
  filters: CallFilters;
  onChange: (change: Partial<CallsUrl>) => void;
}

/** Why the list is empty and what to do about it. */
export function NoCalls({ filters, onChange }: NoCallsProps) {
  const { t } = useTranslation(['calls', 'common']);
  const can = useCan();
  if (filters.quick === 'debts' && filters.city === '')
    return (
      <EmptyState
        icon={HandCoins}
        hue="success"
        title={t('calls:empty.debtsTitle')}
        text={t('calls:empty.debtsText')}
      />
    );
  if (isNarrowed(filters) || filters.quick !== 'all') {
    return (
      <EmptyState
        icon={SearchX}
        title={t('calls:empty.filteredTitle')}
        text={t('calls:empty.filteredText')}
        actions={
          <Button
            onClick={() => {
              onChange({ ...noAddedFilters, quick: 'all' });
            }}
          >
            {t('common:action.resetAll')}
          </Button>
        }
      />
    );
  }
  const isAdmin = can('reference:write');
  return (
    <EmptyState
      icon={PhoneIncoming}
      title={t('calls:empty.title')}
      text={isAdmin ? t('calls:empty.textAdmin') : t('calls:empty.text')}
      actions={
        isAdmin && (
          <ButtonLink intent="primary" to={paths.adminPhones}>
            {t('calls:empty.numbers')}
          </ButtonLink>
        )
      }
    />
  );
}
