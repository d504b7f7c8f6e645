import { useClientWords } from '@/entities/call';
import type { Call, RingBrief } from '@/entities/call';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { useNow } from '@/shared/lib/use-now';

/** Who calls and what he dialled, in words: from the brief, else from the row. */
export interface Caller {
  name: string;
  /** Beside the name; null when the name is the number itself. */
  phone: string | null;
  /** Address, earlier calls, orders, money. */
  about: string[];
  /** `Авито · Холодильники · Саратов`. */
  source: string;
  isSourceKnown: boolean;
  /** Clock of the dialled city; null when the city is unknown. */
  localTime: string | null;
}

export function useCaller(call: Call, brief: RingBrief | null): Caller {
  const format = useFormat();
  const now = useNow();
  const clientWords = useClientWords();
  const about = useAbout(brief);
  const { name } = clientWords({
    clientName: brief?.clientName ?? call.clientName,
    phoneClient: call.phoneClient,
  });
  const phone = call.phoneClient === null ? null : format.phone(call.phoneClient);
  const parts = [call.rk, brief?.avitoName ?? call.avitoName, call.city].filter((part) => part !== null);
  const timeZone = brief?.timezone ?? null;
  const cityFormat = useFormat(timeZone ?? undefined);
  return {
    name,
    phone: phone === name ? null : phone,
    about,
    source: parts.length > 0 ? parts.join(' · ') : call.phoneAts === null ? '' : format.phone(call.phoneAts),
    isSourceKnown: parts.length > 0,
    localTime: timeZone === null ? null : cityFormat.time(now),
  };
}

function useAbout(brief: RingBrief | null): string[] {
  const { t } = useTranslation('calls');
  const format = useFormat();
  if (brief === null) return [];
  const { address, calls, orders } = brief;
  const known = calls.total > 1 ? t('ring.callsBefore', { count: calls.total }) : t('ring.firstCall');
  return [
    ...(address === null ? [] : [address]),
    ...(brief.phone === null ? [] : [known]),
    ...(orders.total > 0 ? [t('ring.orders', { count: orders.total })] : []),
    ...(orders.spent > 0 ? [format.money(orders.spent)] : []),
  ];
}
