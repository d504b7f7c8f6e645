import { lazy, Suspense } from 'react';
import { usePlayer } from '@/features/play-recording';
import { loadTexts } from '@/shared/i18n';

const PlayerDock = lazy(async () => {
  const [dock] = await Promise.all([import('./player-dock'), loadTexts(['calls'])]);
  return { default: dock.PlayerDock };
});

/** Stands in the shell, so that a recording plays on while one goes from page to page. Comes with the first recording. */
export function CallPlayer() {
  const track = usePlayer((player) => player.track);
  if (track === null) return null;
  return (
    <Suspense fallback={null}>
      <PlayerDock track={track} />
    </Suspense>
  );
}
