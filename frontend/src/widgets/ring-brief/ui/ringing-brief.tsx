import { BellOff, PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide-react';
import type { ReactNode } from 'react';
import { hushCall, usePhone } from '@/entities/call';
import { useCaller } from '@/features/know-caller';
import type { OwnCall } from '@/entities/call';
import { useProfile } from '@/entities/session';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { Elapsed } from '@/shared/ui/elapsed';
import type { Hue } from '@/shared/ui/hue';
import { Icon } from '@/shared/ui/icon';
import type { LucideIcon } from '@/shared/ui/icon';
import { BriefFrame } from './brief-frame';
import { ReasonList } from './reason-list';

interface RingingBriefProps {
  own: OwnCall;
  /** At the end of the last line: taking the call to the desk. */
  actions?: ReactNode;
}

const looks: Record<'ringing' | 'dialling' | 'missed', { hue: Hue; icon: LucideIcon }> = {
  ringing: { hue: 'state-ringing', icon: PhoneIncoming },
  dialling: { hue: 'state-ringing', icon: PhoneOutgoing },
  missed: { hue: 'state-unresponsive', icon: PhoneMissed },
};

/** Two seconds to know who it is: name, number, why he calls, and what to greet him with. */
export function RingingBrief({ own, actions }: RingingBriefProps) {
  const { t } = useTranslation('calls');
  const { call, brief, phase } = own;
  const kind = phase === 'dialling' || phase === 'missed' ? phase : 'ringing';
  const { hue, icon } = looks[kind];
  const caller = useCaller(call, brief);
  return (
    <BriefFrame label={t('ring.label')} hue={hue} tone="ring" isAlert={kind === 'ringing'}>
      <div className="flex items-start gap-3 p-4 pb-3 sm:gap-4 sm:ps-5">
        <span
          className={`relative grid size-14 shrink-0 place-items-center rounded-full bg-hue-soft text-hue-text ring-1 ring-hue-line max-sm:size-10 [@media(max-height:760px)]:size-10 ${kind === 'ringing' ? 'after:absolute after:-inset-1 after:animate-ring after:rounded-full after:border-2 after:border-hue motion-reduce:after:animate-none motion-reduce:after:opacity-50' : ''}`}
        >
          <Icon of={icon} size={24} />
        </span>
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-baseline gap-x-2.5">
            <h2 className="min-w-0 truncate text-26 font-semibold max-sm:text-20 [@media(max-height:760px)]:text-20">
              {caller.name}
            </h2>
            {caller.phone !== null && (
              <span className="text-20 whitespace-nowrap text-ink-2 max-sm:text-14">{caller.phone}</span>
            )}
          </div>
          <p className="mt-0.5 min-h-5 truncate text-14 text-ink-2">{caller.about.join(' · ')}</p>
        </div>
        <RingClock own={own} />
      </div>
      <ReasonList brief={brief} />
      <div className="flex flex-wrap items-center gap-3 rounded-b-xl border-t border-line-subtle bg-sunken p-3 sm:ps-5 sm:pe-4">
        <Greeting source={caller.source} isKnown={caller.isSourceKnown} localTime={caller.localTime} />
        {kind === 'ringing' && <HushButton callId={call.id} />}
        {actions}
      </div>
    </BriefFrame>
  );
}

function RingClock({ own: { phase, ringingSince, call } }: { own: OwnCall }) {
  const { t } = useTranslation('calls');
  if (phase === 'missed')
    return <span className="text-14 font-semibold text-hue-text">{t('ring.missed')}</span>;
  return (
    <div className="flex flex-col items-end gap-0.5">
      <Elapsed since={ringingSince} className="text-26 font-semibold text-hue-text max-sm:text-20" />
      <span className="text-12 whitespace-nowrap text-ink-3">
        {call.direction === 'inbound' ? t('ring.calling') : t('state.dialling')}
      </span>
    </div>
  );
}

function Greeting({
  source,
  isKnown,
  localTime,
}: {
  source: string;
  isKnown: boolean;
  localTime: string | null;
}) {
  const { t } = useTranslation('calls');
  const { organization } = useProfile();
  return (
    <div className="min-w-0 flex-1 max-sm:basis-full">
      <p className="text-12 text-ink-2 sm:truncate">
        {t('ring.dialled')} <strong className="font-semibold text-ink">{source}</strong>
        {!isKnown && <> · {t('ring.dialledUnknown')}</>}
        {localTime !== null && <> · {t('ring.localTime', { time: localTime })}</>}
      </p>
      <p className="text-14 sm:truncate">{t('ring.greeting', { company: organization.name })}</p>
    </div>
  );
}

/** Stops the sound of this ring; the call goes on ringing on the telephone. */
export function HushButton({ callId }: { callId: number }) {
  const { t } = useTranslation('calls');
  const isHushed = usePhone(({ hushed }) => hushed.includes(callId));
  return (
    <Button
      icon={BellOff}
      disabled={isHushed}
      onClick={() => {
        hushCall(callId);
      }}
    >
      {isHushed ? t('ring.hushed') : t('ring.hush')}
    </Button>
  );
}
