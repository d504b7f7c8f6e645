import { ClipboardList } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { callLook, dispositionsQuery, useDispositionName } from '@/entities/call';
import { orderLook } from '@/entities/order';
import type { Client, ClientCall, ClientOrder, Contact } from '@/entities/client';
import { contactsOf } from '@/entities/client';
import { useCan } from '@/entities/session';
import { PlayButton } from '@/features/play-recording';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import type { TimelineDay, TimelineItem } from '@/shared/ui/timeline';

interface Options {
  /** Where a press on a call leads. */
  callLink: (callId: number) => string;
}

/** All contacts of a client under day heads, newest first. */
export function useContactDays({ callLink }: Options): (client: Client) => TimelineDay[] {
  const format = useFormat();
  const callItem = useCallItem(callLink);
  const orderItem = useOrderItem();
  const toItem = (contact: Contact): TimelineItem =>
    contact.kind === 'call' ? callItem(contact.call) : orderItem(contact.order);
  return (client) =>
    byDay(contactsOf(client), (contact) => format.dayOf(contact.at)).map(([day, contacts]) => ({
      day,
      heading: capitalized(format.dayWord(day)),
      items: contacts.map(toItem),
    }));
}

function useCallItem(callLink: Options['callLink']): (call: ClientCall) => TimelineItem {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const can = useCan();
  const { data: dispositions } = useQuery(dispositionsQuery);
  const nameOf = useDispositionName(dispositions);
  return (call) => {
    const look = callLook(call);
    const words = t(`history.call.${look.word}`, { duration: format.duration(call.waitSeconds ?? 0) });
    const who = call.operator === null || call.status === 'missed' ? null : call.operator.name;
    return {
      id: `call-${String(call.id)}`,
      icon: look.icon,
      ...(call.status === 'missed' ? { hue: 'danger' as const } : {}),
      title: (
        <Link to={callLink(call.id)} className="block truncate rounded-sm hover:underline">
          {who === null ? words : `${words}, ${who}`}
        </Link>
      ),
      time: format.time(call.dateCreate),
      details: (
        <CallDetailsLine
          play={
            call.hasRecording && can('recordings:listen') ? (
              <PlayButton
                track={{
                  callId: call.id,
                  title:
                    call.clientName ??
                    (call.phoneClient === null ? t('client.hidden') : format.phone(call.phoneClient)),
                  details: t('player.details', {
                    time: format.dateTime(call.dateCreate),
                    operator: call.operator?.name ?? t('row.nobody'),
                  }),
                }}
              />
            ) : null
          }
          parts={[
            call.talkSeconds === null || call.talkSeconds === 0 ? null : format.duration(call.talkSeconds),
            call.disposition === null ? null : t('history.outcome', { outcome: nameOf(call.disposition) }),
            call.talkSeconds === null || call.talkSeconds === 0
              ? [call.rk, call.city].filter(Boolean).join(', ')
              : null,
            call.comment,
          ]}
        />
      ),
    };
  };
}

function CallDetailsLine({ play, parts }: { play: ReactNode; parts: readonly (string | null)[] }) {
  const words = parts.filter((part) => part !== null && part !== '').join(' · ');
  if (play === null) return words;
  return (
    <span className="-ms-1.5 flex items-center gap-1">
      {play}
      <span className="min-w-0">{words}</span>
    </span>
  );
}

function useOrderItem(): (order: ClientOrder) => TimelineItem {
  const { t } = useTranslation(['calls', 'orders']);
  const format = useFormat();
  return (order) => {
    const { id, statusOrder, problem, master, result, createDate, typeEquipment } = order;
    const money = result === null ? null : format.money(result);
    return {
      id: `order-${String(id)}`,
      icon: statusOrder === 'new' ? ClipboardList : orderLook[statusOrder].icon,
      hue: orderLook[statusOrder].hue,
      title: (
        <Link to={paths.order(id)} className="block truncate rounded-sm hover:underline">
          {t('calls:history.order', { order: format.orderNumber(id), status: t(`orders:status.${statusOrder}`) })}
          {money !== null && `, ${money}`}
        </Link>
      ),
      time: format.time(createDate),
      details: [t(`orders:equipment.${typeEquipment}`), problem, master?.name].filter(Boolean).join(' · '),
    };
  };
}

function byDay(contacts: readonly Contact[], dayOf: (contact: Contact) => string): [string, Contact[]][] {
  const days = new Map<string, Contact[]>();
  for (const contact of contacts) {
    const day = dayOf(contact);
    days.set(day, [...(days.get(day) ?? []), contact]);
  }
  return [...days];
}

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
