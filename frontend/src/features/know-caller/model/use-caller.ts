import { useClientWords } from '@/entities/call';
import type { Call, RingBrief } from '@/entities/call';
import { useTranslation } from '@/shared/i18n';
import type { Format } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import { useNow } from '@/shared/lib/use-now';

/** Who calls and what he dialled, in words: from the brief, else from the row. */
export interface Caller {
  name: string;
  /** Beside the name; null when the name is the number itself. */
  phone: string | null;
  /** Address, earlier calls, orders, money. */
  about: string[];
  /** `Авито · Холодильники · Саратов`, or the dialled number when it is in no list. */
  source: string;
  isSourceKnown: boolean;
  /** Clock of the dialled city; null when the city is unknown. */
  localTime: string | null;
}

export function useCaller(call: Call, brief: RingBrief | null): Caller {
  const format = useFormat();
  const clientWords = useClientWords();
  const { name } = clientWords({
    clientName: brief?.clientName ?? call.clientName,
    phoneClient: call.phoneClient,
  });
  const phone = call.phoneClient === null ? null : format.phone(call.phoneClient);
  return {
    name,
    phone: phone === name ? null : phone,
    about: useAbout(brief),
    ...sourceWords(call, brief, format),
    localTime: useLocalTime(brief?.timezone ?? null),
  };
}

function sourceWords(
  { rk, city, avitoName, phoneAts }: Call,
  brief: RingBrief | null,
  format: Format,
): Pick<Caller, 'source' | 'isSourceKnown'> {
  const parts = [rk, brief?.avitoName ?? avitoName, city].filter((part) => part !== null);
  if (parts.length > 0) return { source: parts.join(' · '), isSourceKnown: true };
  return { source: phoneAts === null ? '' : format.phone(phoneAts), isSourceKnown: false };
}

function useLocalTime(timeZone: string | null): string | null {
  const now = useNow();
  const format = useFormat(timeZone ?? undefined);
  return timeZone === null ? null : format.time(now);
}

function useAbout(brief: RingBrief | null): string[] {
  const { t } = useTranslation('calls');
  const format = useFormat();
  if (brief === null) return [];
  const { address, phone, calls, orders } = brief;
  const known = calls.total > 1 ? t('ring.callsBefore', { count: calls.total }) : t('ring.firstCall');
  return [
    ...(address === null ? [] : [address]),
    ...(phone === null ? [] : [known]),
    ...(orders.total > 0 ? [t('ring.orders', { count: orders.total })] : []),
    ...(orders.spent > 0 ? [format.money(orders.spent)] : []),
  ];
}
