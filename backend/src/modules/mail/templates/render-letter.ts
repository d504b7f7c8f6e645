import type { Letter } from '../letters.js';
import { en } from './en.js';
import { toHtml } from './html.js';
import { createSayInstant, type LetterText } from './letter-text.js';
import { ru } from './ru.js';

export interface RenderedLetter {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Longest subject; what is invited to could be named at any length. */
const LONGEST_SUBJECT = 150;

/** Writes a letter in one of the languages we speak (else Russian); instants in `timeZone` (IANA). */
export function renderLetter(
  { template, params, locale }: Pick<Letter, 'template' | 'params' | 'locale'>,
  timeZone: string,
): RenderedLetter {
  const language = locale === 'en' ? 'en' : 'ru';
  const book = language === 'en' ? en : ru;
  // The pair of template and parameters is one of the union by `Letter`.
  const write = book[template] as (given: typeof params, say: (iso: string) => string) => LetterText;
  const letter = write(params, createSayInstant(language, timeZone));
  return {
    subject: Array.from(oneLine(letter.subject)).slice(0, LONGEST_SUBJECT).join(''),
    html: toHtml(letter, language),
    text: toText(letter),
  };
}

// A name could hold line breaks from before they were refused; a header must not.
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function toText({ heading, paragraphs, facts = [], action, notes }: LetterText): string {
  const factLines = facts.map(([label, value]) => `${label}: ${oneLine(value)}`).join('\n');
  const actionLines = action ? `${action.label}:\n${action.link}` : '';
  return [heading, ...paragraphs, factLines, actionLines, ...notes].filter(Boolean).join('\n\n').concat('\n');
}
