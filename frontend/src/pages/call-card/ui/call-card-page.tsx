import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { callQuery, useClientWords, useFreshCall } from '@/entities/call';
import type { CallDetails } from '@/entities/call';
import { useCan } from '@/entities/session';
import { PlayerSlot, prepareTrack, usePlayer } from '@/features/play-recording';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Drawer } from '@/shared/ui/drawer';
import { ErrorState } from '@/shared/ui/error-state';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { CallBadge, CallCard, CallCardHead, useRecordingTrack } from '@/widgets/call-card';

/** One call over the list, at its own address; `?t=92` leads to a second of its recording. */
export function CallCardPage() {
  const { t } = useTranslation(['calls', 'common']);
  const navigate = useNavigate();
  const { search } = useLocation();
  const callId = Number(useParams()['callId']);
  const call = useQuery(callQuery(callId));
  useFreshCall(callId);
  const isPlayerOpen = usePlayer((player) => player.track !== null);
  const startAt = secondOf(new URLSearchParams(search).get('t'));
  const close = (): void => {
    const rest = new URLSearchParams(search);
    rest.delete('t');
    void navigate({ pathname: paths.calls, search: rest.toString() });
  };
  return (
    <Drawer
      onClose={close}
      title={<Title call={call.data} />}
      badges={call.data !== undefined && <CallBadge call={call.data} />}
      {...(isPlayerOpen ? { footer: <PlayerSlot /> } : {})}
      actions={call.data !== undefined && <CallCardHead call={call.data} />}
    >
      {call.data !== undefined && (
        <>
          <CallCard call={call.data} startAt={startAt ?? 0} />
          {startAt !== null && <LinkedSecond key={callId} call={call.data} startAt={startAt} />}
        </>
      )}
      {call.isPending && <SkeletonLines lines={8} />}
      {call.isError && call.data === undefined && (
        <ErrorState error={call.error} onRetry={() => void call.refetch()} retrying={call.isFetching} />
      )}
      <title>{`${t('calls:title')} — ${t('common:product')}`}</title>
    </Drawer>
  );
}

function Title({ call }: { call: CallDetails | undefined }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const clientWords = useClientWords();
  if (call === undefined) return t('card.unread');
  return (
    <>
      {clientWords(call).name}{' '}
      <span className="text-14 font-normal text-ink-3">{format.dateTime(call.dateCreate)}</span>
    </>
  );
}

/** Puts the recording in the player at the second a link names; once, what follows is the person's own choice. */
function LinkedSecond({ call, startAt }: { call: CallDetails; startAt: number }) {
  const can = useCan();
  const trackOf = useRecordingTrack(call, startAt);
  const first = call.recordings.find(({ isAvailable }) => isAvailable);
  const track = can('recordings:listen') && first !== undefined ? trackOf(first) : null;
  const latest = useRef(track);
  useEffect(() => {
    latest.current = track;
  });
  const isHeard = track !== null;
  useEffect(() => {
    if (isHeard && latest.current !== null) prepareTrack(latest.current);
  }, [isHeard]);
  return null;
}

function secondOf(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}
