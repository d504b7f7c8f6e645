import { useShallow } from 'zustand/react/shallow';
import { callLook, isEnded, sourceOf, useClientWords, useOwnCalls, usePhone } from '@/entities/call';
import type { CallPhase, OwnCall, PhoneCall } from '@/entities/call';
import { AudioLines, Pause, PhoneIncoming, PhoneMissed, PhoneOutgoing, SquarePen } from 'lucide-react';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { Elapsed } from '@/shared/ui/elapsed';
import type { Hue } from '@/shared/ui/hue';
import type { LucideIcon } from '@/shared/ui/icon';
import { RosterItem, RosterSection } from './roster-item';

const othersShown = 8;

interface PhaseLook {
  hue: Hue;
  icon: LucideIcon;
  word: 'ringing' | 'dialling' | 'talking' | 'held' | 'missed' | 'wrapUp';
}

const looks: Record<CallPhase, PhaseLook> = {
  ringing: { hue: 'state-ringing', icon: PhoneIncoming, word: 'ringing' },
  dialling: { hue: 'state-ringing', icon: PhoneOutgoing, word: 'dialling' },
  talking: { hue: 'state-talking', icon: AudioLines, word: 'talking' },
  missed: { hue: 'danger', icon: PhoneMissed, word: 'missed' },
  wrapUp: { hue: 'state-wrapup', icon: SquarePen, word: 'wrapUp' },
};
const held: PhaseLook = { hue: 'state-hold', icon: Pause, word: 'held' };

/** Calls that live now: one's own first, then what rings and is talked on elsewhere. */
export function LiveSection({ operatorId, subjectId }: { operatorId: number; subjectId: number | null }) {
  const { t } = useTranslation('calls');
  const own = useOwnCalls(operatorId);
  const others = usePhone(useShallow(({ calls }) => Object.values(calls)))
    .filter(({ call }) => !isEnded(call) && !own.some((mine) => mine.call.id === call.id))
    .toSorted((one, other) => one.ringingSince.localeCompare(other.ringingSince))
    .slice(0, othersShown);
  if (own.length === 0 && others.length === 0) return null;
  return (
    <RosterSection {...(own.length === 0 ? { heading: t('desk.liveSection'), count: others.length } : {})}>
      {own.map((call) => (
        <OwnItem key={call.call.id} own={call} isOn={call.call.id === subjectId} />
      ))}
      {others.map((call) => (
        <OtherItem key={call.call.id} known={call} isOn={call.call.id === subjectId} />
      ))}
    </RosterSection>
  );
}

function OwnItem({ own, isOn }: { own: OwnCall; isOn: boolean }) {
  const { t } = useTranslation('calls');
  const clientWords = useClientWords();
  const { call, brief, phase } = own;
  const { icon, hue, word } = phase === 'talking' && own.heldSince !== null ? held : looks[phase];
  return (
    <RosterItem
      to={paths.deskCall(call.id)}
      icon={icon}
      hue={hue}
      pulses={phase === 'ringing'}
      isOn={isOn}
      title={clientWords({ ...call, clientName: brief?.clientName ?? call.clientName }).name}
      clock={<Elapsed since={sinceOf(own)} className="font-semibold text-hue-text" />}
      sub={[t(`state.${word}`), sourceOf(call).join(', ')].filter(Boolean).join(' · ')}
    />
  );
}

/** When the state one sees began. */
function sinceOf({ phase, endedAt, heldSince, talkingSince, ringingSince }: OwnCall): string {
  if (phase === 'wrapUp') return endedAt ?? ringingSince;
  return heldSince ?? talkingSince ?? ringingSince;
}

function OtherItem({ known, isOn }: { known: PhoneCall; isOn: boolean }) {
  const { t } = useTranslation('calls');
  const clientWords = useClientWords();
  const { call, talkingSince, ringingSince } = known;
  const look = callLook(call);
  const who = call.operator?.name ?? sourceOf(call).join(', ');
  return (
    <RosterItem
      to={paths.deskCall(call.id)}
      icon={look.icon}
      hue={look.hue}
      isOn={isOn}
      title={clientWords(call).name}
      clock={<Elapsed since={talkingSince ?? ringingSince} className="text-ink-3" />}
      sub={[t(`state.${look.word}`), who].filter(Boolean).join(' · ')}
    />
  );
}
