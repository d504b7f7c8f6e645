import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { ArrowUp, CloudOff, Plus, Rows2, Rows4, WifiOff } from 'lucide-react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { newOrderUrl, useOrdersFeed } from '@/entities/order';
import type { Slot } from '@/entities/order';
import { citiesOpenTo, citiesQuery } from '@/entities/reference-list';
import { useCan, useProfile } from '@/entities/session';
import { isLost, useLiveLine } from '@/shared/api';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { usePreferences } from '@/shared/lib/preferences';
import { useShortcut } from '@/shared/lib/shortcuts';
import { useUrlState } from '@/shared/lib/url-state';
import { useFormat } from '@/shared/lib/use-format';
import { screens, useMedia } from '@/shared/lib/use-media';
import { useRowFocus } from '@/shared/ui/use-row-focus';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { DataTable } from '@/shared/ui/data-table';
import { ErrorNote } from '@/shared/ui/error-note';
import { MoreRows } from '@/shared/ui/more-rows';
import { SegmentedControl } from '@/shared/ui/segmented-control';
import { SlotsTable } from '@/widgets/slots-table';
import { columnIds, ordersUrl, shownColumns } from '../model/orders-url';
import type { OrdersUrl, SortBy } from '../model/orders-url';
import { useNewOrders } from '../model/use-new-orders';
import { useOrderList } from '../model/use-order-list';
import type { OrderList } from '../model/use-order-list';
import { ColumnChooser } from './column-chooser';
import { NoOrders } from './no-orders';
import { OrderCards } from './order-cards';
import { rowLink } from './order-cells';
import { useOrderColumns } from './order-columns';
import { OrderFilters } from './order-filters';
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
      {!isPhone && <Slots url={url} onChange={setUrl} />}
      <Toolbar {...part} />
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

function Slots({ url, onChange }: Omit<PartProps, 'list'>) {
  const profile = useProfile();
  const can = useCan();
  const navigate = useNavigate();
  const { search } = useLocation();
  const known = useQuery(citiesQuery);
  const cities = citiesOpenTo(profile, known.data ?? []);
  const wanted = [url.slotCity, url.city, profile.city];
  const city = wanted.flatMap((name) => cities.find((one) => one.name === name) ?? [])[0] ?? cities[0];
  if (city === undefined) return <NoSlots cities={known} />;
  const pick = ({ startsAt, typeEquipment }: Slot): void => {
    const slot = { newCity: city.name, newAt: startsAt, newType: typeEquipment };
    const next = newOrderUrl.apply(new URLSearchParams(search), slot);
    void navigate({ pathname: paths.newOrder, search: next.toString() });
  };
  return (
    <div className="px-3 sm:px-6">
      <SlotsTable
        cities={cities}
        city={city}
        day={url.slotDay}
        onCity={(slotCity) => {
          onChange({ slotCity });
        }}
        onDay={(slotDay) => {
          onChange({ slotDay });
        }}
        onPick={can('orders:create') ? pick : undefined}
        canOverbook={can('orders:overbook')}
      />
    </div>
  );
}

/** Keeps the place of the slots while their cities are on their way, and says so when they did not come. */
function NoSlots({ cities }: { cities: UseQueryResult }) {
  const { t } = useTranslation('orders');
  if (cities.isSuccess) return null;
  return (
    <section
      aria-label={t('slots.title')}
      aria-busy={cities.isPending}
      className="mx-3 flex h-36 shrink-0 flex-col justify-center rounded-lg border border-line-subtle bg-panel px-4 sm:mx-6"
    >
      {cities.isError && (
        <ErrorNote
          error={cities.error}
          title={t('slots.failed')}
          onRetry={() => void cities.refetch()}
          retrying={cities.isFetching}
        />
      )}
    </section>
  );
}

function Toolbar({ url, list, onChange }: PartProps) {
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

function News({ url, list }: Omit<PartProps, 'onChange'>) {
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
