import { Plus } from 'lucide-react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { useOrdersFeed } from '@/entities/order';
import { useCan } from '@/entities/session';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useShortcut } from '@/shared/lib/shortcuts';
import { useUrlState } from '@/shared/lib/url-state';
import { screens, useMedia } from '@/shared/lib/use-media';
import { useRowFocus } from '@/shared/ui/use-row-focus';
import { Button } from '@/shared/ui/button';
import { DataTable } from '@/shared/ui/data-table';
import { MoreRows } from '@/shared/ui/more-rows';
import { columnIds, ordersUrl, shownColumns } from '../model/orders-url';
import type { OrdersUrl, SortBy } from '../model/orders-url';
import { useOrderList } from '../model/use-order-list';
import type { OrderList } from '../model/use-order-list';
import { NoOrders } from './no-orders';
import { OrderCards } from './order-cards';
import { rowLink } from './order-cells';
import { useOrderColumns } from './order-columns';
import { OrdersSlots } from './orders-slots';
import { OrdersToolbar } from './orders-toolbar';
import { ViewTabs } from './view-tabs';

interface PartProps {
  url: OrdersUrl;
  list: OrderList;
  onChange: (change: Partial<OrdersUrl>) => void;
}

/** The list of orders under the slots of a day. One order, or a new one, opens over it at its own address. */
export function OrdersPage() {
  const { t } = useTranslation(['orders', 'common']);
  const [url, setUrl] = useUrlState(ordersUrl);
  const list = useOrderList(url);
  const isPhone = useMedia(screens.phone);
  const onNew = useNewOrder();
  useOrdersFeed();
  const part = { url, list, onChange: setUrl };
  return (
    <div className="flex h-full min-h-0 flex-col gap-2.5 pt-3">
      <title>{`${t('orders:title')} — ${t('common:product')}`}</title>
      <h1 className="sr-only">{t('orders:title')}</h1>
      <div className="flex items-center gap-2 px-3 sm:px-6">
        <ViewTabs url={url} onChange={setUrl} />
        {onNew !== undefined && !isPhone && (
          <span className="ms-auto ps-2">
            <Button intent="primary" icon={Plus} combo="KeyC" onClick={onNew}>
              {t('orders:newShort')}
            </Button>
          </span>
        )}
      </div>
      {!isPhone && <OrdersSlots url={url} onChange={setUrl} />}
      <OrdersToolbar {...part} />
      <Orders {...part} onNew={onNew} />
      {onNew !== undefined && isPhone && <NewOrderDot onNew={onNew} />}
      <Outlet />
    </div>
  );
}

/** Opens the form of a new order over the list; `C` does the same. Undefined for those who may not make one. */
function useNewOrder(): (() => void) | undefined {
  const { t } = useTranslation('orders');
  const navigate = useNavigate();
  const { search } = useLocation();
  const isAllowed = useCan()('orders:create');
  const open = (): void => {
    void navigate({ pathname: paths.newOrder, search });
  };
  useShortcut({ combo: 'KeyC', label: t('form.title'), group: 'order', enabled: isAllowed, onPress: open });
  return isAllowed ? open : undefined;
}

function NewOrderDot({ onNew }: { onNew: () => void }) {
  const { t } = useTranslation('orders');
  return (
    <span className="fixed end-4 bottom-20 z-(--z-sticky)">
      <Button intent="primary" size="xl" icon={Plus} aria-label={t('form.title')} onClick={onNew}>
        {null}
      </Button>
    </span>
  );
}

function Orders({ url, list, onChange, onNew }: PartProps & { onNew: (() => void) | undefined }) {
  const { t } = useTranslation('orders');
  const isPhone = useMedia(screens.phone);
  const columns = useOrderColumns({ isOneCity: url.city !== '' });
  const navigate = useNavigate();
  const { search } = useLocation();
  const { box, onKeyDown } = useRowFocus({
    attribute: rowLink,
    group: 'order',
    words: { next: t('row.next'), previous: t('row.previous') },
  });
  const open = (orderId: number): void => {
    void navigate({ pathname: paths.order(orderId), search });
  };
  const empty = <NoOrders url={url} onChange={onChange} onNew={onNew} />;
  const foot = <MoreRows hasMore={list.hasMore} isLoading={list.isLoadingMore} onMore={list.loadMore} />;
  const shown = shownColumns(url.columns);
  const sort = {
    by: url.sortBy,
    order: url.sortOrder,
    onSort: (by: string, sortOrder: 'asc' | 'desc') => {
      onChange({ sortBy: sortOf(by), sortOrder });
    },
  };
  return (
    // Arrow keys are heard where the rows are; the rows themselves are links.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the handler moves the focus between links
    <div ref={box} onKeyDown={onKeyDown} className="relative min-h-0 flex-1 overflow-hidden px-3 sm:px-6">
      {isPhone ? (
        <OrderCards orders={list.orders} state={list.state} empty={empty} foot={foot} onOpen={open} />
      ) : (
        <div className="h-full overflow-hidden rounded-t-lg border border-b-0 border-line-subtle bg-panel [--cell-x:8px]">
          <DataTable
            label={t('title')}
            columns={columns}
            hiddenColumns={columnIds.filter((id) => !shown.includes(id))}
            items={list.orders}
            itemId={({ id }) => id}
            state={list.state}
            empty={empty}
            onOpen={({ id }) => {
              open(id);
            }}
            sort={sort}
            foot={foot}
          />
        </div>
      )}
    </div>
  );
}

function sortOf(by: string): SortBy {
  return by === 'createDate' || by === 'dateMeeting' || by === 'closingData' ? by : 'priority';
}
