import type { Sql } from '../../../platform/db/database.js';
import { asPhoneDigits, asSip } from '../mango/index.js';
import type { PlacedFacts } from '../projection/gather-facts.js';
import { blankFact, blankRaw, type Blank } from './blank.rules.js';
import { findErased, listFacts, listLines, lockRaw, replaceRaw } from './traces.repository.js';

type Placed = PlacedFacts['placed'];

/** Shorter ones are extensions and services. */
const SHORTEST_PHONE_DIGITS = 7;

/**
 * The facts as they may be kept, with the bytes they came as made so too: an event that comes after its client was erased, late or once
 * more, must not bring his number back. By then nobody knows the number, so every number that is not the organisation's own, and that the
 * call did not have, is taken for his. The entries must be locked.
 */
export async function withoutErasedClients(
  sql: Sql,
  organizationId: number,
  placed: Placed,
): Promise<Placed> {
  if (placed.length === 0) return placed;
  const erased = await findErased(sql, organizationId, [...new Set(placed.map(({ entryId }) => entryId))]);
  if (erased.size === 0) return placed;
  const late = placed.filter(({ entryId }) => erased.has(entryId));
  const blanks = await blanksOf(sql, organizationId, erased);
  const entryOfInbox = new Map(late.map(({ inboxId, entryId }) => [inboxId, entryId]));
  const events = await lockRaw(sql, organizationId, [...entryOfInbox.keys()]);
  const blankOf = (entryId: string | undefined): Blank => blanks.get(entryId ?? '') ?? ((text) => text);
  await replaceRaw(
    sql,
    events.map(({ id, raw }) => ({ id, raw: blankRaw(raw, blankOf(entryOfInbox.get(id))) })),
  );
  return placed.map((item) =>
    erased.has(item.entryId) ? { ...item, fact: blankFact(item.fact, blankOf(item.entryId)) } : item,
  );
}

/** For each entry, what blanks the numbers that it did not have. */
async function blanksOf(
  sql: Sql,
  organizationId: number,
  erased: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Blank>> {
  const lines = await listLines(sql, organizationId);
  const facts = await listFacts(sql, organizationId, [...erased.keys()]);
  const blanks = [...erased].map(([entryId, phone]): [string, Blank] => {
    const known = new Set(lines.map(formOf));
    for (const { payload } of facts.filter((fact) => fact.entryId === entryId))
      for (const number of numbersOf(payload)) known.add(formOf(number));
    return [entryId, blankUnknown(known, phone.slice(1))];
  });
  return new Map(blanks);
}

const NUMBER_FIELDS: ReadonlySet<string> = new Set(['number', 'lineNumber', 'line_number', 'sip']);

const blankUnknown =
  (known: ReadonlySet<string>, erased: string): Blank =>
  (text, key) =>
    NUMBER_FIELDS.has(key) && isPhoneLike(text) && !known.has(formOf(text)) ? erased : text;

const formOf = (number: string): string => asPhoneDigits(number) ?? number;

/** Digits of a phone, alone or before the `@` of an address. */
function isPhoneLike(number: string): boolean {
  const user = asSip(number) === null ? number : number.replace(/^sips?:/i, '').replace(/@.*$/s, '');
  return (asPhoneDigits(user) ?? '').length >= SHORTEST_PHONE_DIGITS;
}

function numbersOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return NUMBER_FIELDS.has(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => numbersOf(inner, name));
}
