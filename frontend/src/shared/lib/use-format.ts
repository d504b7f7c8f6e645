import { createFormat } from './format';
import type { Format } from './format';
import { usePreferences } from './preferences';
import { useTimeZone } from './time-zone';

const made = new Map<string, Format>();

/** Figures and dates in the person's language and zone. Pass `timeZone` for what happens in another city. */
export function useFormat(timeZone?: string): Format {
  const own = useTimeZone((state) => state.timeZone);
  const language = usePreferences((state) => state.language);
  return formatFor(language, timeZone ?? own);
}

/** Making the Intl objects costs about a millisecond, so each pair is made once. */
export function formatFor(language: 'ru' | 'en', timeZone: string): Format {
  const key = `${language} ${timeZone}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const format = createFormat({ language, timeZone });
  made.set(key, format);
  return format;
}
