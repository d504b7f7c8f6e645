import { isErasedPhone } from './erased-phone';
import { dayIn, daysBetween } from './days';
import type { Day, DayRange } from './days';

interface FormatOptions {
  language: 'ru' | 'en';
  timeZone: string;
}
type Instant = string | number | Date;

const nbsp = '\u00a0';
const locales = { ru: 'ru-RU', en: 'en-GB' } as const;

/** What a screen shows instead of a value that is not there. */
export const noValue = '—';

/** Everything a screen writes as figures, for one language and IANA time zone. Made once per pair, see `useFormat`. */
export function createFormat({ language, timeZone }: FormatOptions) {
  const locale = locales[language];
  return {
    ...figures(locale),
    ...moments(locale, timeZone),
    duration,
    phone,
    orderNumber,
    timeZone,
    language,
  };
}

export type Format = ReturnType<typeof createFormat>;

function figures(locale: string) {
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const roubles = (digits: number) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: 'RUB',
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  const whole = roubles(0);
  const withKopecks = roubles(2);
  return {
    number: (value: number) => plain.format(value),
    /** With `+` or a true minus; zero has neither. */
    signed: (value: number) => signed.format(value).replace('-', '−'),
    /** Takes per cent, 0–100: `46,2 %`. */
    percent: (value: number) => share.format(value / 100),
    /** Takes roubles: `184 650 ₽`; kopecks are shown when there are any. */
    money: (value: number) => (Number.isInteger(value) ? whole : withKopecks).format(value),
  };
}

function moments(locale: string, timeZone: string) {
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const dayOf = (instant: Instant): Day => dayIn(timeZone, new Date(instant));
  const day = dayFormat(locale);
  const time = (instant: Instant) => clock.format(new Date(instant));
  return {
    dayOf,
    time,
    /** A calendar day: `20 ноября`, with the year when it is not this one. */
    day: (value: Day) => day.plain(value, dayIn(timeZone)),
    /** As `day`, but `сегодня`, `вчера`, `завтра` where they fit. */
    dayWord: (value: Day) => day.word(value, dayIn(timeZone)),
    /** `Пятница, 20 ноября`. */
    dayLong: (value: Day) => day.long(value),
    /** `сегодня 16:05`, `20 ноября 16:05`. */
    dateTime: (instant: Instant) => `${day.word(dayOf(instant), dayIn(timeZone))} ${time(instant)}`,
    /** A meeting: `сегодня 16–18`, `завтра 16:30–18:30`. */
    window: (start: Instant, end: Instant) =>
      `${day.word(dayOf(start), dayIn(timeZone))} ${hours(time(start))}–${hours(time(end))}`,
    /** Hours alone: `16–18`. */
    hours: (start: Instant, end: Instant) => `${hours(time(start))}–${hours(time(end))}`,
    /** A range of calendar days: `1–20 ноября`. */
    dayRange: (from: Day, to: Day) => day.range({ from, to }, dayIn(timeZone)),
    month: (value: Day) => day.month(value),
    weekdays: day.weekdays,
  };
}

/** Days carry no zone, so they are drawn in UTC, from UTC midnight. */
function dayFormat(locale: string) {
  const of = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const dayMonth = of({ day: 'numeric', month: locale === 'ru-RU' ? 'long' : 'short' });
  const withYear = of({ day: 'numeric', month: locale === 'ru-RU' ? 'long' : 'short', year: 'numeric' });
  const long = of({ weekday: 'long', day: 'numeric', month: 'long' });
  const month = of({ month: 'long', year: 'numeric' });
  const weekday = of({ weekday: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const at = (day: Day) => new Date(`${day}T00:00:00Z`);
  const trimmed = (text: string) => text.replace(/\s?г\.(?=\s|$)/g, '');
  const plain = (day: Day, today: Day) =>
    day.slice(0, 4) === today.slice(0, 4) ? dayMonth.format(at(day)) : trimmed(withYear.format(at(day)));
  return {
    plain,
    word: (day: Day, today: Day) => {
      const distance = daysBetween(today, day);
      return Math.abs(distance) <= 1 ? relative.format(distance, 'day') : plain(day, today);
    },
    long: (day: Day) => capitalized(long.format(at(day))),
    month: (day: Day) => capitalized(trimmed(month.format(at(day)))),
    range: ({ from, to }: DayRange, today: Day) => {
      const thisYear = [from, to].every((day) => day.slice(0, 4) === today.slice(0, 4));
      const text = (thisYear ? dayMonth : withYear).formatRange(at(from), at(to));
      // English puts spaces around the dash between bare numbers too.
      return trimmed(text).replace(/^(\d+)\s*–\s*(?=\d)/, '$1–');
    },
    /** Monday first. */
    weekdays: Array.from({ length: 7 }, (_, index) => weekday.format(new Date(Date.UTC(2024, 0, 1 + index)))),
  };
}

/** Takes seconds: `3:48`, from an hour on `1:03:48`. */
function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${String(minutes)}:${two(whole % 60)}`;
  return `${String(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/**
 * Takes E.164: `+7 927 115-48-20`. Other countries, masked and short numbers stay as they came; of what stands for an erased one, the end
 * tells erased clients apart.
 */
function phone(e164: string): string {
  if (isErasedPhone(e164)) return `#${e164.slice(-4)}`;
  const match = /^\+7([\d*]{3})([\d*]{3})([\d*]{2})([\d*]{2})$/.exec(e164);
  if (match === null) return e164;
  const [, code = '', first = '', second = '', third = ''] = match;
  return `+7${nbsp}${code}${nbsp}${first}-${second}-${third}`;
}

/** `48 213`, the same in both languages. */
function orderNumber(id: number): string {
  return String(id).replace(/\B(?=(\d{3})+$)/g, nbsp);
}

function hours(time: string): string {
  return time.endsWith(':00') ? String(Number(time.slice(0, 2))) : time;
}

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
