import { dayField, defineUrlState } from '@/shared/lib/url-state';
import type { UrlValues } from '@/shared/lib/url-state';
import type { DayRange } from '@/shared/lib/days';

/** The period of the figures; both days are included. */
export const statsUrl = defineUrlState({ from: dayField(), to: dayField() });
export type StatsUrl = UrlValues<typeof statsUrl>;

/** Null while the address names no period: the server's default then. */
export function periodOf({ from, to }: StatsUrl): DayRange | null {
  return from === null || to === null ? null : { from, to };
}
