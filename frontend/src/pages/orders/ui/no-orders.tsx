import { ClipboardList, SearchX } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { isNarrowed, noFilters, viewOf } from '../model/orders-url';
import type { OrdersUrl } from '../model/orders-url';

interface NoOrdersProps {
  url: OrdersUrl;
  onChange: (change: Partial<OrdersUrl>) => void;
  onNew: (() => void) | undefined;
}

/** Why the list is empty and what to do about it. */
export function NoOrders({ url, onChange, onNew }: NoOrdersProps) {
  const { t } = useTranslation(['orders', 'common']);
  if (isNarrowed(url)) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('orders:empty.filteredTitle')}
        text={t('orders:empty.filteredText')}
        actions={
          <Button
            onClick={() => {
              onChange(noFilters);
            }}
          >
            {t('common:action.resetAll')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={ClipboardList}
      title={t(`orders:empty.view.${viewOf(url)}`)}
      text={t('orders:empty.text')}
      actions={
        onNew !== undefined && (
          <Button intent="primary" onClick={onNew}>
            {t('orders:form.title')}
          </Button>
        )
      }
    />
  );
}
