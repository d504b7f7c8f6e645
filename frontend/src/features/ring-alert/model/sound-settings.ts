import { create } from 'zustand';

interface SoundSettings {
  isOn: boolean;
  /** 0 to 1. */
  volume: number;
  setOn: (isOn: boolean) => void;
  setVolume: (volume: number) => void;
}

const storageKey = 'crm.sound.ring';
const fallback = { isOn: true, volume: 0.6 };

/** How a ring sounds in this browser. */
export const useSoundSettings = create<SoundSettings>((set, get) => ({
  ...stored(),
  setOn(isOn) {
    set({ isOn });
    store(get());
  },
  setVolume(volume) {
    set({ volume: Math.min(1, Math.max(0, volume)) });
    store(get());
  },
}));

function stored(): { isOn: boolean; volume: number } {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return fallback;
    const { isOn, volume } = kept as Partial<Record<'isOn' | 'volume', unknown>>;
    return {
      isOn: typeof isOn === 'boolean' ? isOn : fallback.isOn,
      volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : fallback.volume,
    };
  } catch {
    return fallback;
  }
}

function store({ isOn, volume }: SoundSettings): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ isOn, volume }));
  } catch {
    // Storage is closed: the choice lasts until the page is left.
  }
}
