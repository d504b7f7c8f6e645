import { create } from 'zustand';

/** The zone in which this person sees moments; set from the profile once it is known. */
export const useTimeZone = create<{ timeZone: string; setTimeZone: (timeZone: string) => void }>((set) => ({
  timeZone: 'Europe/Moscow',
  setTimeZone(timeZone) {
    set({ timeZone });
  },
}));
