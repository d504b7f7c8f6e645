import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { LateMark, OrderBadge, useOrderWords } from '@/entities/order';
import type { Order } from '@/entities/order';
import { AssignMaster } from '@/features/assign-master';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Avatar } from '@/shared/ui/avatar';
import type { ListState } from '@/shared/ui/data-table';
import { ErrorState } from '@/shared/ui/error-state';
import { Icon } from '@/shared/ui/icon';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { useCityZone } from '@/entities/reference-list';
import { NumberCell } from './order-cells';

interface OrderCardsProps {
  orders: readonly Order[];
  state: ListState;
  empty: ReactNode;
  foot: ReactNode;
  onOpen: (orderId: number) => void;
}

/** The list on a phone: a card for each order. Cards out of sight are not drawn by the browser. */
export function OrderCards({ orders, state, empty, foot, onOpen }: OrderCardsProps) {
  const { t } = useTranslation('orders');
  if (state.isPending) return <SkeletonLines lines={8} />;
  if (state.isError && orders.length === 0)
    return <ErrorState error={state.error} onRetry={state.onRetry} retrying={state.isRetrying ?? false} />;
  if (orders.length === 0) return empty;
  return (
    <div className="h-full overflow-y-auto pb-20">
      <ul aria-label={t('title')} aria-busy={state.isStale === true} className="flex flex-col gap-2">
        {orders.map((order) => (
          <Card key={order.id} order={order} onOpen={onOpen} />
        ))}
      </ul>
      {foot}
    </div>
  );
}

function Card({ order, onOpen }: { order: Order; onOpen: (orderId: number) => void }) {
  const { t } = useTranslation('orders');
  const words = useOrderWords()(order);
  return (
    // The number is the link for keyboard and ear; the rest of the card is a larger target for the thumb.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- see above
    <li
      onClick={(event) => {
        const isOwn = event.target instanceof Element && event.target.closest('a, button, input') !== null;
        if (!isOwn) onOpen(order.id);
      }}
      className="flex flex-col gap-1 rounded-lg border border-line-subtle bg-panel p-3 [contain-intrinsic-size:auto_120px] [content-visibility:auto]"
    >
      <div className="flex items-center gap-2 text-14">
        <NumberCell order={order} />
        <OrderBadge status={order.statusOrder} />
        <LateMark order={order} />
        <span className="ms-auto text-13 whitespace-nowrap">
          <CardTime order={order} />
        </span>
      </div>
      <div className="truncate text-14">{words.problem}</div>
      <div className="truncate text-ink-2">
        {t('row.place', { client: words.client, place: words.place })}
      </div>
      <div className="flex min-h-6 items-center gap-2 text-12 text-ink-2">
        {order.master === null ? (
          <AssignMaster order={order} fallback={<span className="text-ink-3">{t('master.none')}</span>} />
        ) : (
          <>
            <Avatar name={order.master.name} />
            {order.master.name}
          </>
        )}
        <span className="ms-auto text-ink-3">
          <Icon of={ChevronRight} size={14} />
        </span>
      </div>
    </li>
  );
}

function CardTime({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const format = useFormat(useCityZone()(order.city));
  if (order.statusOrder === 'workshop' && order.dateCloseWorkshop !== null)
    return t('row.until', { day: format.day(format.dayOf(order.dateCloseWorkshop)) });
  if (order.statusOrder === 'completed' && order.result !== null) return format.money(order.result);
  return format.dateTime(order.dateMeeting);
}
