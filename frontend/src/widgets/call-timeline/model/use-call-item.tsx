import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { callLook, dispositionsQuery, useClientWords, useDispositionName } from '@/entities/call';
import type { ClientCall } from '@/entities/client';
import { useCan } from '@/entities/session';
import { PlayButton } from '@/features/play-recording';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import type { TimelineItem } from '@/shared/ui/timeline';

/** A call as a line of the client's history, with what was said of it and a button to hear it. */
export function useCallItem(callLink: (callId: number) => string): (call: ClientCall) => TimelineItem {
  const format = useFormat();
  const title = useTitle();
  const details = useDetails();
  return (call) => ({
    id: `call-${String(call.id)}`,
    icon: callLook(call).icon,
    ...(call.status === 'missed' ? { hue: 'danger' as const } : {}),
    title: (
      <Link to={callLink(call.id)} className="block truncate rounded-sm hover:underline">
        {title(call)}
      </Link>
    ),
    time: format.time(call.dateCreate),
    details: <Details call={call} words={details(call)} />,
  });
}

function useTitle(): (call: ClientCall) => string {
  const { t } = useTranslation('calls');
  const format = useFormat();
  return (call) => {
    const words = t(`history.call.${callLook(call).word}`, {
      duration: format.duration(call.waitSeconds ?? 0),
    });
    return call.operator === null || call.status === 'missed' ? words : `${words}, ${call.operator.name}`;
  };
}

/** How long they talked and what came of it; of a call without a talk, what was dialled. */
function useDetails(): (call: ClientCall) => string {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const { data: dispositions } = useQuery(dispositionsQuery);
  const nameOf = useDispositionName(dispositions);
  return ({ talkSeconds, rk, city, disposition, comment }) => {
    const isTalk = talkSeconds !== null && talkSeconds > 0;
    const parts = [
      isTalk ? format.duration(talkSeconds) : [rk, city].filter(Boolean).join(', '),
      disposition === null ? '' : t('history.outcome', { outcome: nameOf(disposition) }),
      comment ?? '',
    ];
    return parts.filter((part) => part !== '').join(' · ');
  };
}

function Details({ call, words }: { call: ClientCall; words: string }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const clientWords = useClientWords();
  const can = useCan();
  if (!call.hasRecording || !can('recordings:listen')) return words;
  return (
    <span className="-ms-1.5 flex items-center gap-1">
      <PlayButton
        track={{
          callId: call.id,
          title: clientWords(call).name,
          details: t('player.details', {
            time: format.dateTime(call.dateCreate),
            operator: call.operator?.name ?? t('row.nobody'),
          }),
        }}
      />
      <span className="min-w-0">{words}</span>
    </span>
  );
}
