import { useClientWords } from '@/entities/call';
import type { Call } from '@/entities/call';
import type { Track } from '@/features/play-recording';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';

/** A call as the player shows it: who it was, when, and who talked. */
export function useTrack(): (
  call: Pick<Call, 'id' | 'clientName' | 'phoneClient' | 'dateCreate' | 'operator'>,
) => Track {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const clientWords = useClientWords();
  return (call) => ({
    callId: call.id,
    title: clientWords(call).name,
    details: t('player.details', {
      time: format.dateTime(call.dateCreate),
      operator: call.operator?.name ?? t('row.nobody'),
    }),
  });
}
