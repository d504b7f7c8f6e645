import { describe, expect, it } from 'vitest';

interface Texts {
  [key: string]: string | Texts;
}

const files = import.meta.glob<Texts>('./locales/*/*.json', { eager: true, import: 'default' });
const plural = /_(zero|one|two|few|many|other)$/;

function textsOf(language: 'ru' | 'en'): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (texts: Texts, path: string): void => {
    for (const [key, value] of Object.entries(texts)) {
      if (typeof value === 'string') flat.set(`${path}${key}`, value);
      else walk(value, `${path}${key}.`);
    }
  };
  for (const [file, texts] of Object.entries(files)) {
    const [, ofLanguage, area] = /locales\/(\w+)\/(\w+)\.json$/.exec(file) ?? [];
    if (ofLanguage === language) walk(texts, `${area ?? ''}:`);
  }
  return flat;
}

const russian = textsOf('ru');
const english = textsOf('en');
const keysOf = (texts: Map<string, string>): string[] =>
  [...new Set([...texts.keys()].map((key) => key.replace(plural, '')))].sort();
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

describe('texts', () => {
  it('has the same keys in Russian and English', () => {
    expect(keysOf(english)).toEqual(keysOf(russian));
  });

  it.each([
    ['ru', russian, ['one', 'few', 'many']],
    ['en', english, ['one', 'other']],
  ] as const)('has every plural form in %s', (_language, texts, forms) => {
    const counted = [...texts.keys()].filter((key) => plural.test(key)).map((key) => key.replace(plural, ''));
    const missing = [...new Set(counted)]
      .flatMap((key) => forms.map((form) => `${key}_${form}`))
      .filter((key) => !texts.has(key));
    expect(missing).toEqual([]);
  });

  it('names the same values in both languages', () => {
    const different = [...russian]
      .filter(([key]) => !plural.test(key))
      .filter(([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join())
      .map(([key]) => key);
    expect(different).toEqual([]);
  });

  it('has no empty text', () => {
    expect([...russian, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});
