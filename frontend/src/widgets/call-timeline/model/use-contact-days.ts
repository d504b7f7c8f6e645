import { contactsOf } from '@/entities/client';
import type { Client, Contact } from '@/entities/client';
import { useFormat } from '@/shared/lib/use-format';
import type { TimelineDay, TimelineItem } from '@/shared/ui/timeline';
import { useCallItem } from './use-call-item';
import { useOrderItem } from './use-order-item';

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
