import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { setPlaying, usePlayer } from '@/features/play-recording';

export const rates = [1, 1.5, 2] as const;
export type Rate = (typeof rates)[number];

export interface Audio {
  element: RefObject<HTMLAudioElement | null>;
  /** Seconds. */
  position: number;
  /** Seconds; null while unknown. */
  length: number | null;
  rate: Rate;
  volume: number;
  isMuted: boolean;
  /** The element could not play its source, after a fresh address had been tried. */
  isBroken: boolean;
  /** Forgets a failure, before another try. */
  renew: () => void;
  seek: (seconds: number) => void;
  skip: (seconds: number) => void;
  setRate: (rate: Rate) => void;
  setVolume: (volume: number) => void;
  toggleMuted: () => void;
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

const finishedWithin = 0.25;

/** Ties the audio element to the player: what is wanted there is done here, and what happens here is known there. */
export function useAudio({ url, startAt }: { url: string | null; startAt: number }): Audio {
  const element = useRef<HTMLAudioElement>(null);
  const isPlaying = usePlayer((player) => player.isPlaying);
  const [position, setPosition] = useState(startAt);
  const [length, setLength] = useState<number | null>(null);
  const [rate, setRate] = useState<Rate>(1);
  const [volume, setVolume] = useState(1);
  const [isMuted, setMuted] = useState(false);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    const audio = element.current;
    if (audio === null || url === null) return;
    // A browser may refuse to begin by itself: then the button shows that it waits for a press.
    if (isPlaying)
      audio.play().catch(() => {
        setPlaying(false);
      });
    else audio.pause();
  }, [isPlaying, url]);
  useEffect(() => {
    if (element.current === null) return;
    element.current.playbackRate = rate;
    element.current.volume = volume;
    element.current.muted = isMuted;
  }, [rate, volume, isMuted, url]);
  const seek = (seconds: number): void => {
    const audio = element.current;
    const to = Math.min(Math.max(0, seconds), length ?? seconds);
    setPosition(to);
    if (audio !== null) audio.currentTime = to;
  };
  return {
    element,
    position,
    length,
    rate,
    volume,
    isMuted,
    isBroken,
    renew: () => {
      setBroken(false);
    },
    seek,
    skip: (seconds) => {
      seek((element.current?.currentTime ?? position) + seconds);
    },
    setRate,
    setVolume,
    toggleMuted: () => {
      setMuted((before) => !before);
    },
    handlers: {
      onTimeUpdate: () => {
        setPosition(element.current?.currentTime ?? 0);
      },
      onLoadedMetadata: () => {
        const audio = element.current;
        if (audio === null) return;
        setLength(Number.isFinite(audio.duration) ? audio.duration : null);
        audio.playbackRate = rate;
        if (startAt > 0) audio.currentTime = Math.min(startAt, audio.duration - finishedWithin);
      },
      onEnded: () => {
        setPlaying(false);
      },
      onPause: () => {
        setPlaying(false);
      },
      onPlay: () => {
        setPlaying(true);
      },
      onError: () => {
        setPlaying(false);
        setBroken(true);
      },
    },
  };
}
