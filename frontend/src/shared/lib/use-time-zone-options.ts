import { useMemo } from 'react';
import { useTranslation } from '@/shared/i18n';
import { offsetOf, timeZoneNames } from './time-zone-names';
import { isNamedZone, useZonePlace } from './use-zone-place';

interface ZoneOption {
  value: string;
  label: string;
  hint: string;
}

/** Zones as people speak of them, in the language of the page: `Саратов`, `UTC+4`; abroad `New York, Восточная Америка`. */
export function useTimeZoneOptions(): ZoneOption[] {
  const { i18n } = useTranslation();
  const place = useZonePlace();
  const { language } = i18n;
  // Some hundreds of names are looked up; they change with the language alone.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the words of `place` are those of the language
  return useMemo(() => timeZoneNames().map((name) => optionOf(name, place(name), language)), [language]);
}

/** `Саратов · UTC+4`. */
export function useZoneWords(): (timeZone: string) => string {
  const place = useZonePlace();
  return (timeZone) => `${place(timeZone)} · ${offsetOf(timeZone)}`;
}

function optionOf(timeZone: string, place: string, language: string): ZoneOption {
  const hint = offsetOf(timeZone);
  if (isNamedZone(timeZone)) return { value: timeZone, label: place, hint };
  const format = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'longGeneric' });
  const region = format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const isTelling = region !== '' && !region.includes(place) && !/^(GMT|UTC)/.test(region);
  return { value: timeZone, label: isTelling ? `${place}, ${region}` : place, hint };
}
