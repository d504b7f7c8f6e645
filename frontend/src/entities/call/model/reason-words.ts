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
import { useTranslation } from '@/shared/i18n';
import type { Format } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import type { Hue } from '@/shared/ui/hue';
import type { LucideIcon } from '@/shared/ui/icon';
import { orderStatusLook } from '../ui/linked-order';
import type { RingReason } from './call';

/** A reason as a line of the brief: the strong words first, who it is about at the end. */
export interface ReasonLine {
  key: string;
  icon: LucideIcon;
  hue: Hue;
  lead: string | null;
  text: string;
  aside: string | null;
}

type Words = ReturnType<typeof useTranslation<'calls'>>['t'];

/** Puts the server's ranked reasons into words; `timeZone` is that of the dialled city, in which visits are meant. */
export function useReasonLines(timeZone: string | null): (reasons: readonly RingReason[]) => ReasonLine[] {
  const { t } = useTranslation('calls');
  const format = useFormat(timeZone ?? undefined);
  return (reasons) => reasons.map((reason) => ({ key: keyOf(reason), ...lineOf(reason, t, format) }));
}

/** The line of a caller who hides his number. */
export function useHiddenLine(): ReasonLine {
  const { t } = useTranslation('calls');
  return {
    key: 'hidden',
    icon: EyeOff,
    hue: 'state-offline',
    lead: null,
    text: t('reason.hiddenNumber'),
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
        lead: t('reason.lateLead', { minutes: t('row.minutes', { count: reason.lateMinutes ?? 0 }) }),
        text: t('reason.lateText', { order, time: meeting(reason, format) }),
        aside,
      };
    case 'open_order':
      return {
        icon: reason.statusOrder === undefined ? ClipboardList : orderStatusLook[reason.statusOrder].icon,
        hue: reason.statusOrder === undefined ? 'info' : orderStatusLook[reason.statusOrder].hue,
        lead: t('reason.openLead', { order }),
        text: t('reason.openText', {
          status: t(`orderStatus.${reason.statusOrder ?? 'new'}`),
          time: meeting(reason, format),
        }),
        aside,
      };
    case 'missed_today':
      return {
        icon: PhoneMissed,
        hue: 'danger',
        lead: null,
        text: t('reason.missedToday', {
          count: reason.count ?? 1,
          times: listed(reason.times ?? [], format),
        }),
        aside: null,
      };
    case 'warranty':
      return {
        icon: ShieldCheck,
        hue: 'warning',
        lead: t('reason.warrantyLead', { until: day(reason.until) }),
        text: t('reason.warrantyText', { order, at: day(reason.at) }),
        aside,
      };
    case 'refused_recently':
      return {
        icon: CircleX,
        hue: 'danger',
        lead: null,
        text: t('reason.refused', { order, at: day(reason.at) }),
        aside,
      };
    case 'returning_client':
      return {
        icon: History,
        hue: 'info',
        lead: null,
        text:
          reason.count === undefined
            ? t('reason.returningPlain')
            : t('reason.returning', { count: reason.count }),
        aside: null,
      };
    case 'new_client':
      return { icon: UserPlus, hue: 'info', lead: null, text: t('reason.newClient'), aside: null };
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
