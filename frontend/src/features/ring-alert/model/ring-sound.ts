import { create } from 'zustand';

/** Two short tones and a pause: `[start, length, hertz]` in seconds from the beginning of a round. */
const tones = [
  [0, 0.36, 660],
  [0.42, 0.36, 880],
] as const;
const roundMs = 2400;
const fadeSeconds = 0.03;
const leaderLock = 'crm-ring-sound';

interface Sound {
  /** Browsers keep a page silent until the person has pressed something on it. */
  isUnlocked: boolean;
  /** Of all tabs one rings: two would sound out of step. */
  isLeader: boolean;
}

export const useSound = create<Sound>(() => ({ isUnlocked: false, isLeader: false }));

let context: AudioContext | null = null;

/** Waits for the first press, then makes sound possible and asks to be the tab that rings. Returns what ends it. */
export function prepareSound(): () => void {
  const stop = new AbortController();
  const unlock = (): void => {
    if (!('AudioContext' in window)) return;
    context ??= new AudioContext();
    void context.resume().then(() => {
      useSound.setState({ isUnlocked: true });
    });
    void lead(stop.signal);
    window.removeEventListener('pointerdown', unlock);
    window.removeEventListener('keydown', unlock);
  };
  window.addEventListener('pointerdown', unlock, { signal: stop.signal });
  window.addEventListener('keydown', unlock, { signal: stop.signal });
  return () => {
    stop.abort();
    useSound.setState({ isLeader: false });
  };
}

/** Holds the right to ring until the signal; where tabs cannot agree each of them rings. */
async function lead(signal: AbortSignal): Promise<void> {
  const hold = async (): Promise<void> => {
    useSound.setState({ isLeader: true });
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
  };
  if (!('locks' in navigator)) {
    await hold();
    return;
  }
  await navigator.locks.request(leaderLock, { signal }, hold).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** Rings until the returned function is called. `volume` is 0 to 1. */
export function ring(volume: number): () => void {
  playRound(volume);
  const timer = setInterval(() => {
    playRound(volume);
  }, roundMs);
  return () => {
    clearInterval(timer);
    silence?.();
  };
}

/** One round, to hear how loud it is. */
export function testRing(volume: number): void {
  playRound(volume);
}

let silence: (() => void) | null = null;

function playRound(volume: number): void {
  if (context === null) return;
  const loudness = context.createGain();
  // The ear hears loudness by powers, not by sums.
  loudness.gain.value = volume ** 2;
  loudness.connect(context.destination);
  for (const [start, length, hertz] of tones)
    playTone(context, loudness, { at: context.currentTime + start, length, hertz });
  silence = () => {
    loudness.disconnect();
  };
}

function playTone(
  audio: AudioContext,
  target: AudioNode,
  { at, length, hertz }: { at: number; length: number; hertz: number },
): void {
  const oscillator = audio.createOscillator();
  const envelope = audio.createGain();
  oscillator.frequency.value = hertz;
  envelope.gain.setValueAtTime(0, at);
  envelope.gain.linearRampToValueAtTime(1, at + fadeSeconds);
  envelope.gain.setValueAtTime(1, at + length - fadeSeconds);
  envelope.gain.linearRampToValueAtTime(0, at + length);
  oscillator.connect(envelope).connect(target);
  oscillator.start(at);
  oscillator.stop(at + length);
}
