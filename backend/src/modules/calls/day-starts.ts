import { dayOf, startOfDay } from '../../platform/time.js';

/** Days asked for repeat from request to request, and a zone's calendar is dear to ask. */
const MAX_KEPT = 2000;

function remembered<T>(work: (text: string, timezone: string) => T): (text: string, timezone: string) => T {
  const kept = new Map<string, T>();
  return (text, timezone) => {
    const key = `${timezone} ${text}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= MAX_KEPT) kept.clear();
    const made = work(text, timezone);
    kept.set(key, made);
    return made;
  };
}

/** First instant of a day in a zone. */
export const dayStart = remembered(startOfDay);

const dayOfText = remembered((text, timezone) => dayOf(new Date(Number(text)), timezone));

/** The day of an instant in a zone. */
export const dayAt = (at: Date, timezone: string): string => dayOfText(String(at.getTime()), timezone);
