import { Pause, Play } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { IconButton } from '@/shared/ui/icon-button';
import { isSameTrack, togglePlay, usePlayer } from '../model/player';
import type { Track } from '../model/player';

/** Starts a recording in the docked player, and pauses it there. */
export function PlayButton({ track }: { track: Track }) {
  const { t } = useTranslation('calls');
  const isHere = usePlayer((player) => isSameTrack(player.track, track));
  const isPlaying = usePlayer((player) => player.isPlaying) && isHere;
  return (
    <IconButton
      size="sm"
      icon={isPlaying ? Pause : Play}
      on={isHere}
      label={isPlaying ? t('action.pause') : t('action.play')}
      onClick={() => {
        togglePlay(track);
      }}
    />
  );
}
