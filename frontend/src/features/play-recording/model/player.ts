import { create } from 'zustand';

/** What is in the player. Texts are made by whoever starts it, so that it shows the same on every page. */
export interface Track {
  callId: number;
  /** Row of `recordings[]` when the call has several. */
  recordingId?: number | undefined;
  title: string;
  details: string;
  /** Second to begin with. */
  startAt?: number | undefined;
}

interface Player {
  track: Track | null;
  /** What the person wants; the audio element follows as soon as it can. */
  isPlaying: boolean;
  /** Where the dock is shown instead of under the page: a drawer that lies over it. */
  slot: HTMLElement | null;
  /** Counts starts, so that the same recording can be started anew. */
  turn: number;
}

/** The one player of the page. It survives navigation: the audio element stands in the shell. */
export const usePlayer = create<Player>(() => ({
  track: null,
  isPlaying: false,
  slot: null,
  turn: 0,
}));

/** Plays a recording; the one that plays already is paused, the one that is paused goes on. */
export function togglePlay(track: Track): void {
  usePlayer.setState((player) =>
    isSameTrack(player.track, track)
      ? { isPlaying: !player.isPlaying }
      : { track, isPlaying: true, turn: player.turn + 1 },
  );
}

/** Puts a recording in the player at `track.startAt` and waits for a press: a page may not begin to sound by itself. */
export function prepareTrack(track: Track): void {
  usePlayer.setState(({ turn }) => ({ track, isPlaying: false, turn: turn + 1 }));
}

export function setPlaying(isPlaying: boolean): void {
  usePlayer.setState({ isPlaying });
}

export function closePlayer(): void {
  usePlayer.setState({ track: null, isPlaying: false });
}

export function isSameTrack(one: Track | null, other: Pick<Track, 'callId' | 'recordingId'>): boolean {
  return one !== null && one.callId === other.callId && one.recordingId === other.recordingId;
}
