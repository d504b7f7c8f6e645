/** Listening to a call: what is in the player, and the buttons that put it there. */
export { recordingLinkQuery } from './api/recording-link';
export { closePlayer, isSameTrack, prepareTrack, setPlaying, togglePlay, usePlayer } from './model/player';
export type { Track } from './model/player';
export { PlayButton } from './ui/play-button';
export { PlayerSlot } from './ui/player-slot';
