import { addDays, endOfMonth, startOfMonth } from './days';
import type { Day, DayRange } from './days';

export const dayPresets = ['today', 'yesterday', 'days7', 'days30', 'month'] as const;
export type DayPreset = (typeof dayPresets)[number];

/** The days of a preset, today included; `month` runs to the month's end. */
export function presetRange(preset: DayPreset, today: Day): DayRange {
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'days7':
      return { from: addDays(today, -6), to: today };
    case 'days30':
      return { from: addDays(today, -29), to: today };
    case 'month':
      return { from: startOfMonth(today), to: endOfMonth(today) };
  }
}
