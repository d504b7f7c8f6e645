import { MAX_INT, type Kind, type Schema } from '../../src/platform/http/schema.js';

/** A value that a field must refuse. */
export interface Wrong {
  readonly label: string;
  readonly value: unknown;
}

const wrong = (label: string, value: unknown): Wrong => ({ label, value });

/** Stands in a body for a number that `JSON.stringify` cannot write; {@link toBodyText} puts the digits in its place. */
const literal = (digits: string): string => `@literal:${digits}@`;
export const toBodyText = (body: unknown): string =>
  JSON.stringify(body).replaceAll(/"@literal:([^@]+)@"/g, '$1');

const MOST_TEXT = 10_000;
const MOST_ITEMS = 1000;

const DIRTY_TEXTS: readonly Wrong[] = [
  wrong('NUL', 'ab\u0000cd'),
  wrong('bell', 'ab\u0007cd'),
  wrong('escape', '\u001b[31mab'),
  wrong('delete', 'ab\u007fcd'),
  wrong('lone high surrogate', 'ab\ud800cd'),
  wrong('lone low surrogate', 'ab\udc00cd'),
  wrong('reversed direction', 'ab\u202ecd'),
  wrong('isolated direction', 'ab\u2067cd'),
];
const NOT_NUMBERS: readonly Wrong[] = [
  wrong('number as text', '7'),
  wrong('empty text', ''),
  wrong('infinite', literal('1e400')),
  wrong('2^53+1', literal('9007199254740993')),
  wrong('400 digits', literal('9'.repeat(400))),
];
const DAYS = ['2026-02-30', '2026-13-01', '2026-1-1', '20260101', '275760-09-13', '2026-01-01x', ''];
const INSTANTS = [
  '2026-02-30T10:00:00Z',
  '2026-01-01T10:00:00',
  '2026-01-01 10:00:00Z',
  '2026-01-01T25:00:00Z',
  '+275760-09-13T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-01-01T00:00:00Z',
  'yesterday',
  '1767225600',
  '',
];
const PHONES = ['', 'abc', '123', '+7999', `8${'9'.repeat(30)}`, '+79991234567\u0000', '9'.repeat(5000)];
const ZONES = ['', 'Mars/Base', 'Europe/Moscow\u0000', '../etc/passwd', 'europe moscow', '+25:00'];
/** Names that every object answers to. */
export const INHERITED = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'] as const;

const texts = (values: readonly string[]): Wrong[] =>
  values.map((value) => wrong(JSON.stringify(value).slice(0, 60), value));

/** Texts and numbers that a scalar of a kind refuses. */
const WRONG_SCALARS: Readonly<Record<Kind, (schema: Schema<unknown>) => readonly Wrong[]>> = {
  string: ({ minLength = 1, maxLength = MOST_TEXT, multiline = false }) => [
    ...DIRTY_TEXTS,
    ...(minLength > 0 ? texts(['', '   ']) : []),
    ...(minLength > 1 ? [wrong('too short', 'a'.repeat(minLength - 1))] : []),
    wrong('too long', 'a'.repeat(maxLength + 1)),
    wrong('too long in code points', '🙂'.repeat(maxLength + 1)),
    wrong('far too long', 'a'.repeat(60_000)),
    wrong('combining marks', `a${'\u0301'.repeat(Math.min(maxLength * 2, 20_000))}`),
    ...(multiline ? [] : [wrong('line break', 'ab\ncd')]),
  ],
  integer: ({ minimum = -MAX_INT, maximum = MAX_INT }) => [
    ...NOT_NUMBERS,
    wrong('fraction', minimum + 0.5),
    wrong('below', minimum - 1),
    wrong('above', maximum + 1),
  ],
  money: ({ minimum = 0, maximum = 0 }) => [
    ...NOT_NUMBERS,
    wrong('third decimal', 100.001),
    wrong('below', minimum - 0.01),
    wrong('above', maximum + 0.01),
  ],
  number: () => NOT_NUMBERS,
  boolean: () => [...texts(['true', '']), wrong('one', 1)],
  instant: () => texts([...INSTANTS, '2026-01-01']),
  day: () => texts([...DAYS, '2026-01-01T00:00:00Z']),
  instantOrDay: () => texts([...DAYS, ...INSTANTS]),
  phone: () => texts(PHONES),
  timezone: () => texts(ZONES),
  enum: ({ values = [] }) =>
    texts([
      '',
      'nonsense',
      ...INHERITED,
      `${values[0] ?? ''}\u0000`,
      `${values[0] ?? ''} `,
      (values[0] ?? 'x').toUpperCase(),
    ]),
  array: () => texts(['', '1,2']),
  object: () => texts(['', '{}']),
  json: () => [],
};

const NUMERIC: ReadonlySet<Kind> = new Set<Kind>(['integer', 'money', 'number']);

/** Values of another JSON type than the field's. */
function wrongTypes({ kind, nullable }: Schema<unknown>): Wrong[] {
  return [
    ...(nullable ? [] : [wrong('null', null)]),
    ...(NUMERIC.has(kind) ? [] : [wrong('number', 7)]),
    ...(kind === 'boolean' ? [] : [wrong('boolean', true)]),
    ...(kind === 'array' ? [] : [wrong('array', []), wrong('array of one', ['2026-01-01'])]),
    ...(kind === 'object' ? [] : [wrong('object', {}), wrong('operator', { $gt: '' })]),
  ];
}

export interface WrongAt extends Wrong {
  /** Path of the wrong field as problems name it. */
  readonly field: string;
}

/** Everything a JSON field must refuse, given a value that it takes; what lies inside objects and arrays included. */
export function wrongJson(schema: Schema<unknown>, field: string, sound: unknown): WrongAt[] {
  const own = [...wrongTypes(schema), ...WRONG_SCALARS[schema.kind](schema)].map((one) => ({
    ...one,
    field,
  }));
  if (schema.kind === 'array') return [...own, ...wrongItems(schema, field, sound)];
  if (schema.kind === 'object') return [...own, ...wrongMembers(schema, field, sound)];
  return own;
}

function wrongItems(
  { items, minItems = 0, maxItems = MOST_ITEMS }: Schema<unknown>,
  field: string,
  sound: unknown,
): WrongAt[] {
  const first: unknown = (sound as unknown[] | undefined)?.[0];
  return [
    ...(minItems > 0 ? [{ field, label: 'no items', value: [] }] : []),
    { field, label: 'too many items', value: Array.from({ length: maxItems + 1 }, () => first ?? 'a') },
    ...wrongJson(items ?? { kind: 'json' }, `${field}.0`, first).map((one) => ({
      ...one,
      value: [one.value],
    })),
  ];
}

function wrongMembers({ fields = {} }: Schema<unknown>, field: string, sound: unknown): WrongAt[] {
  const whole = (sound ?? {}) as Readonly<Record<string, unknown>>;
  const inside = Object.entries(fields).flatMap(([name, child]) =>
    wrongJson(child, `${field}.${name}`, whole[name]).map((one) => ({
      ...one,
      value: { ...whole, [name]: one.value },
    })),
  );
  const required = Object.keys(fields).filter((name) => !fields[name]?.optional);
  const without = required.map((name) => ({
    field: `${field}.${name}`,
    label: 'left out',
    value: Object.fromEntries(Object.entries(whole).filter(([other]) => other !== name)),
  }));
  return [
    ...inside,
    ...without,
    { field: `${field}.surprise`, label: 'unknown member', value: { ...whole, surprise: 1 } },
  ];
}

/** Query and path values, percent-encoded, that a field must refuse. */
export function wrongText(schema: Schema<unknown>): Wrong[] {
  const scalars = WRONG_SCALARS[schema.kind](schema).filter(({ value }) => isWrongAsText(schema, value));
  return [
    ...scalars.map(({ label, value }) => wrong(label, encodeURIComponent(String(value)))),
    wrong('NUL escape', '%00'),
    ...(NUMERIC.has(schema.kind) ? wrongNumberTexts(schema) : []),
  ];
}

const wrongNumberTexts = ({ minimum = -MAX_INT, maximum = MAX_INT }: Schema<unknown>): Wrong[] => {
  const odd = ['', 'abc', '1e3', '0x10', '1.5', '+1', '٣', '9007199254740993', '9'.repeat(400)];
  return [
    wrong('NUL after a digit', '1%00'),
    ...[...odd, String(minimum - 1), String(maximum + 1)].map((text) =>
      wrong(text.slice(0, 40), encodeURIComponent(text)),
    ),
  ];
};

/** A lone surrogate has no UTF-8, a long text no place in an address, and a number is text there anyway. */
const isWrongAsText = ({ kind }: Schema<unknown>, value: unknown): boolean =>
  typeof value === 'string' &&
  value.isWellFormed() &&
  value.length <= 2000 &&
  !NUMERIC.has(kind) &&
  !(kind === 'boolean' && value === 'true');
