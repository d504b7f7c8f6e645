import type { ReactNode } from 'react';
import type { CallDetails } from '@/entities/call';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { isErasedPhone } from '@/shared/lib/erased-phone';
import { useFormat } from '@/shared/lib/use-format';

type Fact = [label: string, value: ReactNode];

/** All the system knows of a call, as a list of names and values; what does not apply is left out. */
export function CallFacts({ call }: { call: CallDetails }) {
  const facts = useFacts(call);
  return (
    <dl className="grid grid-cols-[minmax(0,136px)_minmax(0,1fr)] gap-x-4 gap-y-2">
      {facts.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-ink-3">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function useFacts(call: CallDetails): Fact[] {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const number = (phone: string | null): string => (phone === null ? noValue : format.phone(phone));
  const facts: (Fact | null)[] = [
    [t('card.phone'), useNumberWords()(call.phoneClient)],
    [t('card.dialled'), number(call.phoneAts)],
    [t('card.campaign'), call.rk ?? noValue],
    [t('card.city'), call.city ?? noValue],
    fact(t('card.avito'), call.avitoName),
    [t('card.arrived'), format.dateTime(call.dateCreate)],
    ...useDurations(call),
    [t('card.operator'), call.operator?.name ?? t('row.nobody')],
    call.finalOperator === null || call.finalOperator.id === call.operator?.id
      ? null
      : [t('card.finalOperator'), call.finalOperator.name],
    ...useEnding(call),
  ];
  return facts.filter((one) => one !== null);
}

/** The client's number, or why there is none. */
function useNumberWords(): (phone: string | null) => string {
  const { t } = useTranslation(['calls', 'common']);
  const format = useFormat();
  return (phone) => {
    if (phone === null) return t('client.hidden');
    return isErasedPhone(phone) ? t('common:client.erased') : format.phone(phone);
  };
}

function useDurations({ waitSeconds, ringSeconds, talkSeconds, holdSeconds }: CallDetails): (Fact | null)[] {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const lasting = (label: string, seconds: number | null): Fact | null =>
    seconds === null || seconds === 0 ? null : [label, format.duration(seconds)];
  return [
    lasting(t('card.wait'), waitSeconds),
    lasting(t('card.ring'), ringSeconds),
    lasting(t('card.talk'), talkSeconds),
    lasting(t('card.hold'), holdSeconds),
  ];
}

function useEnding(call: CallDetails): (Fact | null)[] {
  const { t } = useTranslation('calls');
  const { missedReason, missedBy, hangupBy, disconnectReason, groupExtension, transfer, dtmf } = call;
  return [
    missedReason === null ? null : [t('state.missed'), t(`missedReason.${missedReason}`)],
    missedBy.length === 0
      ? null
      : [t('card.missedBy'), missedBy.map(({ name, extension }) => name ?? extension ?? noValue).join(', ')],
    hangupBy === null ? null : [t('card.hangup'), t(`card.hangupBy.${hangupBy}`)],
    disconnectReason === null ? null : [t('card.reasonCode'), disconnectReason],
    fact(t('card.queue'), groupExtension),
    fact(t('card.transfer'), transfer),
    dtmf.length === 0 ? null : [t('card.keys'), dtmf.join(' ')],
  ];
}

function fact(label: string, value: string | null): Fact | null {
  return value === null || value === '' ? null : [label, value];
}
