import { ArrowUp, CloudOff, Rows2, Rows4, WifiOff } from 'lucide-react';
import { isLost, useLiveLine } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { usePreferences } from '@/shared/lib/preferences';
import { useFormat } from '@/shared/lib/use-format';
import { screens, useMedia } from '@/shared/lib/use-media';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { SegmentedControl } from '@/shared/ui/segmented-control';
import type { OrdersUrl } from '../model/orders-url';
import { useNewOrders } from '../model/use-new-orders';
import type { OrderList } from '../model/use-order-list';
import { ColumnChooser } from './column-chooser';
import { useOrderColumns } from './order-columns';
import { OrderFilters } from './order-filters';

interface OrdersToolbarProps {
  url: OrdersUrl;
  list: OrderList;
  onChange: (change: Partial<OrdersUrl>) => void;
}

/** What is shown of the list and how; on the right whether it is whole and new. */
export function OrdersToolbar({ url, list, onChange }: OrdersToolbarProps) {
  const columns = useOrderColumns({ isOneCity: url.city !== '' });
  const isPhone = useMedia(screens.phone);
  const names = Object.fromEntries(columns.map(({ id, head }) => [id, typeof head === 'string' ? head : id]));
  return (
    <div className="relative flex items-center gap-1.5 overflow-x-auto px-3 sm:flex-wrap sm:overflow-visible sm:px-6">
      <OrderFilters url={url} onChange={onChange} />
      <span className="ms-auto flex shrink-0 items-center gap-2">
        <News url={url} list={list} />
        <StaleMark isOutdated={list.isOutdated} />
        <Total list={list} />
        {!isPhone && (
          <>
            <Density />
            <ColumnChooser
              chosen={url.columns}
              names={names}
              onChange={(chosen) => {
                onChange({ columns: chosen });
              }}
            />
          </>
        )}
      </span>
    </div>
  );
}

function News({ url, list }: Omit<OrdersToolbarProps, 'onChange'>) {
  const { t } = useTranslation('orders');
  const news = useNewOrders(url, list.orders);
  return (
    <>
      {news.count > 0 && (
        <Button size="sm" icon={ArrowUp} onClick={() => void news.show()}>
          {t('news', { count: news.count })}
        </Button>
      )}
      <span role="status" className="sr-only">
        {news.count > 0 && t('news', { count: news.count })}
      </span>
    </>
  );
}

/** Whether the rows may be old: the line of events is down, or the last refresh failed. */
function StaleMark({ isOutdated }: { isOutdated: boolean }) {
  const { t } = useTranslation(['orders', 'common']);
  const lost = useLiveLine(({ status }) => isLost(status));
  if (isOutdated)
    return (
      <Badge hue="warning" icon={CloudOff}>
        {t('orders:staleList')}
      </Badge>
    );
  if (!lost) return null;
  return (
    <Badge hue="warning" icon={WifiOff}>
      {t('common:state.stale')}
    </Badge>
  );
}

function Total({ list }: { list: OrderList }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  if (list.total === null || list.state.isError) return null;
  const count = list.total;
  const shown = list.isTotalExact ? format.number(count) : t('atLeast', { total: format.number(count) });
  return (
    <span role="status" className="text-12 whitespace-nowrap text-ink-3">
      {t('total', { count, shown })}
    </span>
  );
}

function Density() {
  const { t } = useTranslation(['orders', 'common']);
  const density = usePreferences((state) => state.density);
  const setDensity = usePreferences((state) => state.setDensity);
  return (
    <SegmentedControl
      label={t('orders:density')}
      value={density}
      onChange={setDensity}
      segments={[
        { value: 'comfortable', label: t('common:table.comfortable'), icon: Rows2, iconOnly: true },
        { value: 'compact', label: t('common:table.compact'), icon: Rows4, iconOnly: true },
      ]}
    />
  );
}
