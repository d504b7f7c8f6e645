import type { LetterText } from './letter-text.js';

/**
 * A letter as HTML: inline styles alone, nothing fetched from anywhere. Text and ground keep the colours of the reader's client, so that
 * a dark one shows the letter dark; only the button, which carries its own ground, has colours of its own (5.5:1).
 */
export function toHtml(letter: LetterText, language: 'ru' | 'en'): string {
  const { heading, paragraphs, facts = [], action, notes } = letter;
  const body = [
    `<h1 style="margin:0 0 16px;font-size:20px;line-height:28px;font-weight:600">${escape(heading)}</h1>`,
    ...paragraphs.map((text) => `<p style="${PARAGRAPH}">${escape(text)}</p>`),
    facts.length > 0 ? factsTable(facts) : '',
    action ? button(action) : '',
    ...notes.map((text) => `<p style="${NOTE}">${escape(text)}</p>`),
  ].filter(Boolean);
  return [
    '<!doctype html>',
    `<html lang="${language}" dir="ltr">`,
    '<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    `<title>${escape(letter.subject)}</title></head>`,
    `<body style="margin:0;padding:24px 16px;font-family:${FONT};font-size:15px;line-height:22px">`,
    `<div role="article" aria-label="${escape(letter.subject)}" style="max-width:560px;margin:0 auto">`,
    ...body,
    '</div></body></html>',
    '',
  ].join('\n');
}

const FONT = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const PARAGRAPH = 'margin:0 0 16px';
const NOTE = 'margin:0 0 8px;font-size:13px;line-height:20px;opacity:.8';
const BUTTON = [
  'display:inline-block;padding:10px 20px;border-radius:6px;background-color:#0b6e75;color:#ffffff',
  'font-weight:600;text-decoration:none',
].join(';');
const ADDRESS = `${NOTE};margin-bottom:24px;word-break:break-all`;

// The address stands under the button as well, for those whose client shows no buttons and for those who want to see where it leads.
function button({ label, link }: { label: string; link: string }): string {
  const href = escape(link);
  return [
    `<p style="margin:24px 0 12px"><a href="${href}" style="${BUTTON}">${escape(label)}</a></p>`,
    `<p style="${ADDRESS}">${href}</p>`,
  ].join('\n');
}

function factsTable(facts: readonly (readonly [string, string])[]): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th scope="row" style="${LABEL}">${escape(label)}</th><td style="${VALUE}">${escape(value)}</td></tr>`,
  );
  return `<table style="margin:0 0 16px;border-collapse:collapse">${rows.join('')}</table>`;
}

const LABEL = 'padding:2px 16px 2px 0;text-align:left;vertical-align:top;font-weight:400;opacity:.8';
const VALUE = 'padding:2px 0;word-break:break-word';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
