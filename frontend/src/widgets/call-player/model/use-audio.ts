import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { setPlaying, usePlayer } from '@/features/play-recording';

export const rates = [1, 1.5, 2] as const;
export type Rate = (typeof rates)[number];

/** How it sounds. */
export interface Loudness {
  rate: Rate;
  volume: number;
  isMuted: boolean;
  setRate: (rate: Rate) => void;
  setVolume: (volume: number) => void;
  toggleMuted: () => void;
}

export interface Audio extends Loudness {
  element: RefObject<HTMLAudioElement | null>;
  /** Seconds. */
  position: number;
  /** Seconds; null while unknown. */
  length: number | null;
  /** The element could not play its source. */
  isBroken: boolean;
  /** Forgets a failure, before another try. */
  renew: () => void;
  seek: (seconds: number) => void;
  skip: (seconds: number) => void;
  /** Spread on the audio element. */
  handlers: {
    onTimeUpdate: () => void;
    onLoadedMetadata: () => void;
    onEnded: () => void;
    onPause: () => void;
    onPlay: () => void;
    onError: () => void;
  };
}

const endGapSeconds = 0.25;

/** Ties the audio element to the player: what is wanted there is done here, and what happens here is known there. */
export function useAudio({ url, startAt }: { url: string | null; startAt: number }): Audio {
  const element = useRef<HTMLAudioElement>(null);
  const [position, setPosition] = useState(startAt);
  const [length, setLength] = useState<number | null>(null);
  const [isBroken, setBroken] = useState(false);
  const loudness = useLoudness(element, url);
  usePlaying(element, url);
  const seek = (seconds: number): void => {
    const to = Math.min(Math.max(0, seconds), length ?? seconds);
    setPosition(to);
    if (element.current !== null) element.current.currentTime = to;
  };
  return {
    ...loudness,
    element,
    position,
    length,
    isBroken,
    renew: () => {
      setBroken(false);
    },
    seek,
    skip: (seconds) => {
      seek((element.current?.currentTime ?? position) + seconds);
    },
    handlers: {
      ...playingHandlers,
      onTimeUpdate: () => {
        setPosition(element.current?.currentTime ?? 0);
      },
      onLoadedMetadata: () => {
        if (element.current !== null) setLength(beginAt(element.current, startAt));
      },
      onError: () => {
        setPlaying(false);
        setBroken(true);
      },
    },
  };
}

/** The element may be started and stopped from outside: by headphones, by the system. */
const playingHandlers = {
  onEnded: () => {
    setPlaying(false);
  },
  onPause: () => {
    setPlaying(false);
  },
  onPlay: () => {
    setPlaying(true);
  },
};

function usePlaying(element: RefObject<HTMLAudioElement | null>, url: string | null): void {
  const isPlaying = usePlayer((player) => player.isPlaying);
  useEffect(() => {
    const audio = element.current;
    if (audio === null || url === null) return;
    if (!isPlaying) {
      audio.pause();
      return;
    }
    // A browser may refuse to begin by itself: then the button shows that it waits for a press.
    audio.play().catch(() => {
      setPlaying(false);
    });
  }, [element, isPlaying, url]);
}

function useLoudness(element: RefObject<HTMLAudioElement | null>, url: string | null): Loudness {
  const [rate, setRate] = useState<Rate>(1);
  const [volume, setVolume] = useState(1);
  const [isMuted, setMuted] = useState(false);
  useEffect(() => {
    const audio = element.current;
    if (audio === null) return;
    // A source that is loaded later begins with the default rate.
    audio.defaultPlaybackRate = rate;
    audio.playbackRate = rate;
    audio.volume = volume;
    audio.muted = isMuted;
  }, [element, rate, volume, isMuted, url]);
  return {
    rate,
    volume,
    isMuted,
    setRate,
    setVolume,
    toggleMuted: () => {
      setMuted((before) => !before);
    },
  };
}

/** Goes to the second a link names; returns the length in seconds, null for a stream that does not tell it. */
function beginAt(audio: HTMLAudioElement, startAt: number): number | null {
  const length = Number.isFinite(audio.duration) ? audio.duration : null;
  if (startAt > 0) audio.currentTime = length === null ? startAt : Math.min(startAt, length - endGapSeconds);
  return length;
}
