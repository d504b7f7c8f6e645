import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FIELD_MESSAGES, PROBLEM_TITLES } from './problem-messages.js';
import { FIELD_CODES, PROBLEM_STATUS } from './problem.js';

const sheet = readFileSync(path.join(import.meta.dirname, '../../../../docs/problems.md'), 'utf8');

test('the sheet of problems lists every code with its status, and no other', () => {
  const listed = [...sheet.matchAll(/^\| (\d{3})\s*\| `(\w+)`/gm)].map(([, status, code]) => [
    code,
    Number(status),
  ]);
  expect(Object.fromEntries(listed)).toEqual(PROBLEM_STATUS);
  for (const code of FIELD_CODES) expect(sheet).toContain(`\`${code}\``);
});

test('every message says the same placeholders in both languages', () => {
  const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const code of FIELD_CODES)
    expect(placeholders(FIELD_MESSAGES.ru[code])).toEqual(placeholders(FIELD_MESSAGES.en[code]));
  expect(Object.keys(PROBLEM_TITLES.ru)).toEqual(Object.keys(PROBLEM_TITLES.en));
});
