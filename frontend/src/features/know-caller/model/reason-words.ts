import {
  Car,
  CircleX,
  ClipboardList,
  EyeOff,
  History,
  PhoneMissed,
  ShieldCheck,
  UserPlus,
} from 'lucide-react';
import type { RingReason } from '@/entities/call';
import { orderLook } from '@/entities/order';
import { useTranslation } from '@/shared/i18n';
import type { Format } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import type { Hue } from '@/shared/ui/hue';
import type { LucideIcon } from '@/shared/ui/icon';

/** A reason as a line of the brief: the strong words first, who it is about at the end. */
export interface ReasonLine {
  key: string;
  icon: LucideIcon;
  hue: Hue;
  lead: string | null;
  text: string;
  aside: string | null;
}

type Words = ReturnType<typeof useTranslation<['calls', 'orders']>>['t'];

/** Puts the server's ranked reasons into words; `timeZone` is that of the dialled city, in which visits are meant. */
export function useReasonLines(timeZone: string | null): (reasons: readonly RingReason[]) => ReasonLine[] {
  const { t } = useTranslation(['calls', 'orders']);
  const format = useFormat(timeZone ?? undefined);
  return (reasons) => reasons.map((reason) => ({ key: keyOf(reason), ...lineOf(reason, t, format) }));
}

/** The line of a caller who hides his number. */
export function useHiddenLine(): ReasonLine {
  const { t } = useTranslation(['calls', 'orders']);
  return {
    key: 'hidden',
    icon: EyeOff,
    hue: 'state-offline',
    lead: null,
    text: t('calls:reason.hiddenNumber'),
    aside: null,
  };
}

function lineOf(reason: RingReason, t: Words, format: Format): Omit<ReasonLine, 'key'> {
  const order = reason.orderId === undefined ? '' : format.orderNumber(reason.orderId);
  const day = (instant: string | undefined): string =>
    instant === undefined ? '' : format.day(format.dayOf(instant));
  const aside = reason.master?.name ?? null;
  switch (reason.kind) {
    case 'late_master':
      return {
        icon: Car,
        hue: 'danger',
        lead: t('calls:reason.lateLead', { minutes: t('calls:row.minutes', { count: reason.lateMinutes ?? 0 }) }),
        text: t('calls:reason.lateText', { order, time: meeting(reason, format) }),
        aside,
      };
    case 'open_order':
      return {
        icon: reason.statusOrder === undefined ? ClipboardList : orderLook[reason.statusOrder].icon,
        hue: reason.statusOrder === undefined ? 'info' : orderLook[reason.statusOrder].hue,
        lead: t('calls:reason.openLead', { order }),
        text: t('calls:reason.openText', {
          status: t(`orders:status.${reason.statusOrder ?? 'new'}`),
          time: meeting(reason, format),
        }),
        aside,
      };
    case 'missed_today':
      return {
        icon: PhoneMissed,
        hue: 'danger',
        lead: null,
        text: t('calls:reason.missedToday', {
          count: reason.count ?? 1,
          times: listed(reason.times ?? [], format),
        }),
        aside: null,
      };
    case 'warranty':
      return {
        icon: ShieldCheck,
        hue: 'warning',
        lead: t('calls:reason.warrantyLead', { until: day(reason.until) }),
        text: t('calls:reason.warrantyText', { order, at: day(reason.at) }),
        aside,
      };
    case 'refused_recently':
      return {
        icon: CircleX,
        hue: 'danger',
        lead: null,
        text: t('calls:reason.refused', { order, at: day(reason.at) }),
        aside,
      };
    case 'returning_client':
      return {
        icon: History,
        hue: 'info',
        lead: null,
        text:
          reason.count === undefined
            ? t('calls:reason.returningPlain')
            : t('calls:reason.returning', { count: reason.count }),
        aside: null,
      };
    case 'new_client':
      return { icon: UserPlus, hue: 'info', lead: null, text: t('calls:reason.newClient'), aside: null };
  }
}

function meeting({ dateMeeting }: RingReason, format: Format): string {
  return dateMeeting === undefined ? '' : format.dateTime(dateMeeting);
}

/** `10:52 и 11:20`, in the order of the day. */
function listed(times: readonly string[], format: Format): string {
  return new Intl.ListFormat(format.language).format(times.toSorted().map((time) => format.time(time)));
}

function keyOf({ kind, orderId }: RingReason): string {
  return `${kind} ${String(orderId ?? '')}`;
}
