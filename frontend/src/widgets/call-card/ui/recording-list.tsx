import { useClientWords } from '@/entities/call';
import type { CallDetails, CallRecording } from '@/entities/call';
import { PlayButton } from '@/features/play-recording';
import type { Track } from '@/features/play-recording';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';

interface RecordingListProps {
  call: CallDetails;
  canListen: boolean;
  /** Second to begin with, of a link to it. */
  startAt: number;
}

/** The recordings of a call: those that are here can be played, of the others it says why not. */
export function RecordingList({ call, canListen, startAt }: RecordingListProps) {
  const { t } = useTranslation('calls');
  const trackOf = useRecordingTrack(call, startAt);
  if (call.recordings.length === 0) return <p className="text-ink-3">{t('card.noRecordings')}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {call.recordings.map((recording, index) => (
        <li key={recording.id} className="flex min-h-8 items-center gap-2">
          {recording.isAvailable && canListen && <PlayButton track={trackOf(recording)} />}
          <span>{t('card.recordingPart', { number: index + 1 })}</span>
          <RecordingNote recording={recording} />
        </li>
      ))}
    </ul>
  );
}

function RecordingNote({ recording }: { recording: CallRecording }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  return (
    <span className="text-12 text-ink-3">
      {t(`card.recording.${recording.state}`)}
      {recording.startedAt !== null && ` · ${format.dateTime(recording.startedAt)}`}
    </span>
  );
}

/** What the player shows of a recording of this call. */
export function useRecordingTrack(call: CallDetails, startAt: number): (recording: CallRecording) => Track {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const clientWords = useClientWords();
  return (recording) => ({
    callId: call.id,
    ...(call.recordings.length > 1 ? { recordingId: recording.id } : {}),
    title: clientWords(call).name,
    details: t('player.details', {
      time: format.dateTime(call.dateCreate),
      operator: call.operator?.name ?? t('row.nobody'),
    }),
    startAt,
  });
}
