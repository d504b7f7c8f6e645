import { usePlayer } from '../model/player';

/** Takes the player into a drawer while that covers the page, so that what plays can be stopped and sought there. */
export function PlayerSlot() {
  const isOpen = usePlayer((player) => player.track !== null);
  return isOpen ? <div ref={takeDock} className="w-full" /> : null;
}

function takeDock(element: HTMLDivElement | null): () => void {
  usePlayer.setState({ slot: element });
  return () => {
    usePlayer.setState({ slot: null });
  };
}
