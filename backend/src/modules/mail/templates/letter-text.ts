/** What a letter says, before it is HTML or text. All members are plain text; links are whole addresses. */
export interface LetterText {
  readonly subject: string;
  /** What happened, in one line. */
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Circumstances, such as time and device. */
  readonly facts?: readonly (readonly [label: string, value: string])[];
  readonly action?: { readonly label: string; readonly link: string };
  /** Said smaller, under the button: how long it works, what to do if it was not the reader. */
  readonly notes: readonly string[];
}

/** How a letter writes instants: in the reader's language and time zone, the zone named. */
export type SayInstant = (iso: string) => string;

export function createSayInstant(locale: string, timeZone: string): SayInstant {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'ru-RU', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
  return (iso) => format.format(new Date(iso));
}
