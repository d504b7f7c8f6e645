import { Headset, ListOrdered, Phone } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Icon } from '@/shared/ui/icon';
import type { LucideIcon } from '@/shared/ui/icon';
import type { CallLeg } from '../model/call';

const icons: Record<CallLeg['kind'], LucideIcon> = { ivr: Headset, queue: ListOrdered, abonent: Phone };

/** The way a call went: menu, queue, telephones, in the order in which they appeared. */
export function LegTimeline({ legs }: { legs: readonly CallLeg[] }) {
  const { t } = useTranslation('calls');
  return (
    <ol aria-label={t('card.path')} className="flex flex-col">
      {legs.map((leg) => (
        <Leg key={leg.id} leg={leg} />
      ))}
    </ol>
  );
}

function Leg({ leg }: { leg: CallLeg }) {
  const format = useFormat();
  const name = useLegName()(leg);
  const parts = useLegParts()(leg);
  return (
    <li className="relative grid grid-cols-[20px_minmax(0,1fr)_auto] gap-x-2 py-1.5 before:absolute before:start-2 before:top-6 before:-bottom-1 before:w-px before:bg-(--border) last:before:hidden">
      <Icon
        of={icons[leg.kind]}
        className={`mt-0.5 ${leg.connectedAt === null ? 'text-ink-3' : 'text-brand-text'}`}
      />
      <span className="min-w-0 truncate">{name}</span>
      <span className="text-12 whitespace-nowrap text-ink-3">
        {leg.appearedAt === null ? '' : format.time(leg.appearedAt)}
      </span>
      <span className="col-span-2 col-start-2 text-12 text-ink-2">{parts.join(' · ')}</span>
    </li>
  );
}

function useLegName(): (leg: CallLeg) => string {
  const { t } = useTranslation('calls');
  const format = useFormat();
  return ({ kind, extension, phoneNumber, operator }) => {
    const number = extension ?? (phoneNumber === null ? null : format.phone(phoneNumber));
    if (kind === 'ivr') return t('leg.ivr');
    if (kind === 'queue') return number === null ? t('leg.queueUnnamed') : t('leg.queue', { number });
    const phone = number === null ? t('leg.abonentUnnamed') : t('leg.abonent', { number });
    return operator === null ? phone : `${operator.name} · ${phone}`;
  };
}

/** How long it rang, talked and held; what is not over counts as "now". */
function useLegParts(): (leg: CallLeg) => string[] {
  const { t } = useTranslation('calls');
  const format = useFormat();
  return ({ appearedAt, connectedAt, disconnectedAt, talkSeconds, holdSeconds }) => {
    const rang = secondsBetween(appearedAt, connectedAt ?? disconnectedAt);
    return [
      ...(rang === null || rang === 0 ? [] : [t('leg.rang', { duration: format.duration(rang) })]),
      ...(talkSeconds === null || talkSeconds === 0
        ? []
        : [t('leg.talked', { duration: format.duration(talkSeconds) })]),
      ...(holdSeconds === null || holdSeconds === 0
        ? []
        : [t('leg.held', { duration: format.duration(holdSeconds) })]),
      ...(disconnectedAt === null ? [t('leg.open')] : []),
    ];
  };
}

function secondsBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : Math.round((Date.parse(to) - Date.parse(from)) / 1000);
}
