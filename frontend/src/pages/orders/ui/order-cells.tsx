import { Link, useLocation } from 'react-router';
import { LateMark, useOrderWords } from '@/entities/order';
import type { Order } from '@/entities/order';
import { useCityZone } from '@/entities/reference-list';
import { AssignMaster } from '@/features/assign-master';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';

/** Attribute of the link that stands for a row; its value is the order's id. */
export const rowLink = 'data-order-row';

/** The number: the link that opens the order, and the row's place for the keyboard. */
export function NumberCell({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const { search } = useLocation();
  return (
    <Link
      to={{ pathname: paths.order(order.id), search }}
      {...{ [rowLink]: order.id }}
      aria-label={t('row.open', {
        order: format.orderNumber(order.id),
        client: useOrderWords()(order).client,
      })}
      className="rounded-sm font-semibold"
    >
      {format.orderNumber(order.id)}
    </Link>
  );
}

/** When the master comes, by the city's clock; for the workshop, until when the device is there. */
export function MeetingCell({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const zone = useCityZone()(order.city);
  const format = useFormat(zone);
  if (order.statusOrder === 'workshop' && order.dateCloseWorkshop !== null)
    return t('row.until', { day: format.day(format.dayOf(order.dateCloseWorkshop)) });
  const day = format.dayOf(order.dateMeeting);
  const isToday = day === format.dayOf(Date.now());
  return (
    <span className="flex items-center gap-1.5">
      <time dateTime={order.dateMeeting}>
        <span className={isToday ? 'font-semibold' : ''}>{format.dayWord(day)}</span>{' '}
        {format.time(order.dateMeeting)}
      </time>
      <LateMark order={order} />
    </span>
  );
}

export function ProblemCell({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const { problem, reason } = useOrderWords()(order);
  const words = reason === null ? problem : t('row.reason', { reason, problem });
  return (
    <span title={words}>
      <span className="inline-block min-w-10 pe-1.5 [:lang(en)_&]:min-w-18 text-ink-3">
        {t(`equipment.${order.typeEquipment}`)}
      </span>{' '}
      {words}
    </span>
  );
}

export function MasterCell({ order }: { order: Order }) {
  if (order.master !== null) return <span title={order.master.name}>{order.master.name}</span>;
  return <AssignMaster order={order} fallback={<NoValue />} />;
}

export function ResultCell({ order }: { order: Order }) {
  const format = useFormat();
  return order.result === null ? <NoValue /> : format.number(order.result);
}

export function PhoneCell({ order }: { order: Order }) {
  const format = useFormat();
  return <span className="text-ink-2">{format.phone(order.phone)}</span>;
}

export function TextCell({ children }: { children: string | null }) {
  if (children === null) return <NoValue />;
  return <span title={children}>{children}</span>;
}

export function TimeCell({ at }: { at: string | null }) {
  const format = useFormat();
  return at === null ? <NoValue /> : <time dateTime={at}>{format.dateTime(at)}</time>;
}

function NoValue() {
  return <span className="text-ink-3">{noValue}</span>;
}
