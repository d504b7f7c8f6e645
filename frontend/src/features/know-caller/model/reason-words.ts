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
import { orderLook, useMinutesWords } from '@/entities/order';
import { useTranslation } from '@/shared/i18n';
import type { Format } from '@/shared/lib/format';
import { formatFor, useFormat } from '@/shared/lib/use-format';
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

interface Words {
  t: ReturnType<typeof useTranslation<['calls', 'orders']>>['t'];
  format: Format;
  minutes: (count: number) => string;
}

type Kind = RingReason['kind'];
type Line = Pick<ReasonLine, 'icon' | 'hue' | 'text'> & { lead?: string };

/** Puts the server's ranked reasons into words; `timeZone` is that of the dialled city, in which visits are meant. */
export function useReasonLines(timeZone: string | null): (reasons: readonly RingReason[]) => ReasonLine[] {
  const { t } = useTranslation(['calls', 'orders']);
  const format = useFormat(timeZone ?? undefined);
  const minutes = useMinutesWords();
  return (reasons) =>
    reasons.map((reason) => ({
      key: `${reason.kind} ${String(reason.orderId ?? '')}`,
      lead: null,
      aside: reason.master?.name ?? null,
      ...lines[reason.kind](reason, { t, format, minutes }),
    }));
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

const lines: Record<Kind, (reason: RingReason, words: Words) => Line> = {
  late_master: (reason, { t, format, minutes }) => ({
    icon: Car,
    hue: 'danger',
    lead: t('calls:reason.lateLead', {
      minutes: minutes(reason.lateMinutes ?? 0),
    }),
    text: t('calls:reason.lateText', { order: numberOf(reason, format), time: meetingOf(reason, format) }),
  }),
  open_order: (reason, { t, format }) => {
    const status = reason.statusOrder ?? 'new';
    return {
      icon: status === 'new' ? ClipboardList : orderLook[status].icon,
      hue: orderLook[status].hue,
      lead: t('calls:reason.openLead', { order: numberOf(reason, format) }),
      text: t('calls:reason.openText', {
        status: t(`orders:status.${status}`),
        time: meetingOf(reason, format),
      }),
    };
  },
  missed_today: ({ count, times }, { t, format }) => ({
    icon: PhoneMissed,
    hue: 'danger',
    text: t('calls:reason.missedToday', { count: count ?? 1, times: listed(times ?? [], format) }),
  }),
  warranty: (reason, { t, format }) => ({
    icon: ShieldCheck,
    hue: 'warning',
    lead: t('calls:reason.warrantyLead', { until: dayOf(reason.until, format) }),
    text: t('calls:reason.warrantyText', { order: numberOf(reason, format), at: dayOf(reason.at, format) }),
  }),
  refused_recently: (reason, { t, format }) => ({
    icon: CircleX,
    hue: 'danger',
    text: t('calls:reason.refused', { order: numberOf(reason, format), at: dayOf(reason.at, format) }),
  }),
  returning_client: ({ count }, { t }) => ({
    icon: History,
    hue: 'info',
    text: count === undefined ? t('calls:reason.returningPlain') : t('calls:reason.returning', { count }),
  }),
  new_client: (_reason, { t }) => ({ icon: UserPlus, hue: 'info', text: t('calls:reason.newClient') }),
};

function numberOf({ orderId }: RingReason, format: Format): string {
  return orderId === undefined ? '' : format.orderNumber(orderId);
}

function dayOf(instant: string | undefined, format: Format): string {
  return instant === undefined ? '' : format.day(format.dayOf(instant));
}

/** In the zone of the visit's own city, which may be another than the dialled one. */
function meetingOf({ dateMeeting, timezone }: RingReason, format: Format): string {
  if (dateMeeting === undefined) return '';
  return (timezone === undefined ? format : formatFor(format.language, timezone)).dateTime(dateMeeting);
}

/** `10:52 и 11:20`, in the order of the day. */
function listed(times: readonly string[], format: Format): string {
  return new Intl.ListFormat(format.language).format(times.toSorted().map((time) => format.time(time)));
}
