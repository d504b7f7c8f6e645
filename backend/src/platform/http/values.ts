import { normaliseClientPhone, normalisePhone } from '../phone.js';
import { isDay, isTimeZone } from '../time.js';
import type { FieldCode, FieldError } from './problem.js';
import { MAX_INT, type Kind, type Schema } from './schema.js';

/** How values arrive: as JSON with its types, or as the text of a query or path. */
export type Wire = 'json' | 'text';

interface Place {
  readonly field: string;
  readonly wire: Wire;
}
type Misfit = Omit<FieldError, 'field'>;

const JSON_TYPE: Readonly<Partial<Record<Kind, string>>> = {
  integer: 'number',
  money: 'number',
  number: 'number',
  boolean: 'boolean',
};
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const TEXT_INTEGER = /^-?\d{1,10}$/;
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);
/** Longest text and list where a contract names no limit of its own. */
export const MAX_TEXT = 10_000;
export const MAX_ITEMS = 1000;

/** Everything wrong with a value under its schema, with the path of each wrong field; empty when it fits. */
export function misfits(schema: Schema<unknown>, value: unknown, place: Place): FieldError[] {
  if (value === undefined) return [{ field: place.field, code: 'required' }];
  if (value === null) return schema.nullable ? [] : [{ field: place.field, code: 'invalid_type' }];
  if (schema.kind === 'array') return arrayMisfits(schema, value, place);
  if (schema.kind === 'object') return objectMisfits(schema, value, place);
  const misfit = hasWireType(schema, value, place.wire)
    ? scalarMisfit(schema, value)
    : { code: 'invalid_type' as FieldCode };
  return misfit ? [{ field: place.field, ...misfit }] : [];
}

function arrayMisfits(schema: Schema<unknown>, value: unknown, { field, wire }: Place): FieldError[] {
  if (!Array.isArray(value)) return [{ field, code: 'invalid_type' }];
  const { minItems = 0, maxItems = MAX_ITEMS, items = { kind: 'json' } } = schema;
  if (value.length > maxItems) return [{ field, code: 'too_long', params: { max: maxItems } }];
  if (value.length < minItems) return [{ field, code: 'too_short', params: { min: minItems } }];
  return value.flatMap((item, index) => misfits(items, item, { field: `${field}.${String(index)}`, wire }));
}

function objectMisfits(schema: Schema<unknown>, value: unknown, { field, wire }: Place): FieldError[] {
  if (!isRecord(value)) return [{ field, code: 'invalid_type' }];
  const fields = schema.fields ?? {};
  const unknown = Object.keys(value)
    .filter((name) => !Object.hasOwn(fields, name))
    .map((name): FieldError => ({ field: `${field}.${name}`, code: 'unknown_field' }));
  const wrong = Object.entries(fields).flatMap(([name, child]) => {
    const inner = Object.hasOwn(value, name) ? value[name] : undefined;
    return inner === undefined && (child.optional === true || child.default !== undefined)
      ? []
      : misfits(child, inner, { field: `${field}.${name}`, wire });
  });
  return [...unknown, ...wrong];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as the handler gets it: text trimmed, instants as `Date`, numbers as numbers, phones in E.164. It must fit its schema. */
export function read(schema: Schema<unknown>, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (schema.kind === 'array')
    return (value as unknown[]).map((item) => read(schema.items ?? { kind: 'json' }, item));
  if (schema.kind === 'object') return readObject(schema, value as Record<string, unknown>);
  return schema.verbatim ? value : readScalar(schema, value);
}

function readObject(schema: Schema<unknown>, value: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(schema.fields ?? {}).map(([name, child]): [string, unknown] => [
    name,
    read(child, Object.hasOwn(value, name) ? value[name] : child.default),
  ]);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

function readScalar(schema: Schema<unknown>, value: unknown): unknown {
  switch (schema.kind) {
    case 'string':
      return (value as string).trim().normalize('NFC');
    case 'integer':
    case 'money':
    case 'number':
      return Number(value);
    case 'boolean':
      return value === true || value === 'true';
    case 'instant':
      return new Date(value as string);
    case 'instantOrDay':
      return isDay(value as string) ? { day: value } : new Date(value as string);
    case 'phone':
      return readPhone(schema, value as string);
    default:
      return value;
  }
}

const readPhone = ({ mayBeErased = false }: Schema<unknown>, text: string): string | null =>
  mayBeErased ? normaliseClientPhone(text) : normalisePhone(text);

function hasWireType(schema: Schema<unknown>, value: unknown, wire: Wire): boolean {
  const type = JSON_TYPE[schema.kind] ?? 'string';
  if (schema.kind === 'json') return true;
  if (wire === 'json' || typeof value !== 'string') return typeof value === type;
  if (type === 'number') return TEXT_INTEGER.test(value);
  return type === 'boolean' ? value === 'true' || value === 'false' : true;
}

function scalarMisfit(schema: Schema<unknown>, value: unknown): Misfit | null {
  switch (schema.kind) {
    case 'string':
      return textMisfit(schema, value as string);
    case 'integer':
    case 'money':
    case 'number':
      return numberMisfit(schema, Number(value));
    case 'enum':
      return unless(schema.values?.includes(value as string) ?? false);
    case 'instant':
      return unless(isInstant(value as string));
    case 'day':
      return unless(isDay(value as string));
    case 'instantOrDay':
      return unless(isInstant(value as string) || isDay(value as string));
    case 'phone':
      return unless(
        (value as string).length <= 64 && readPhone(schema, value as string) !== null,
        'invalid_phone',
      );
    case 'timezone':
      return unless(isTimeZone(value as string));
    default:
      return null;
  }
}

const unless = (fits: boolean, code: FieldCode = 'invalid_value'): Misfit | null => (fits ? null : { code });

function textMisfit(schema: Schema<unknown>, value: string): Misfit | null {
  const { minLength = 1, maxLength = MAX_TEXT, pattern, multiline = false } = schema;
  const tooLong: Misfit = { code: 'too_long', params: { max: maxLength } };
  // Bounds the work before anything walks the text.
  if (value.length > maxLength * 4 + 100) return tooLong;
  const text = textToJudge(schema, value);
  const length = Array.from(text).length;
  if (Math.max(length, Array.from(text.normalize('NFC')).length) > maxLength) return tooLong;
  if (length < minLength)
    return length === 0 ? { code: 'required' } : { code: 'too_short', params: { min: minLength } };
  return unless(!hasForbiddenCharacter(text, multiline) && matches(text, pattern));
}

// Nothing but blanks is no text, not even where it is taken as it comes.
function textToJudge({ verbatim }: Schema<unknown>, value: string): string {
  const trimmed = value.trim();
  return verbatim && trimmed !== '' ? value : trimmed;
}

const matches = (text: string, pattern: RegExp | undefined): boolean =>
  pattern === undefined || pattern.test(text);

function numberMisfit(schema: Schema<unknown>, value: number): Misfit | null {
  const { minimum = -MAX_INT, maximum = MAX_INT } = schema;
  if (schema.kind === 'integer' && !Number.isInteger(value)) return { code: 'invalid_type' };
  if (!Number.isFinite(value)) return { code: 'out_of_range', params: { min: minimum, max: maximum } };
  if (value < minimum || value > maximum)
    return { code: 'out_of_range', params: { min: minimum, max: maximum } };
  return unless(schema.kind !== 'money' || /^-?\d+(\.\d{1,2})?$/.test(String(value)));
}

function isInstant(value: string): boolean {
  // Date.parse rolls 31 February over into March, hence the look at the day.
  if (!INSTANT.test(value) || !isDay(value.slice(0, 10))) return false;
  const time = Date.parse(value);
  return time >= EARLIEST && time < LATEST;
}

// Control characters, marks that reverse the reading direction, and lone surrogates, which PostgreSQL refuses.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;
const LINE_BREAKS = /[\t\n\r]/;

function hasForbiddenCharacter(text: string, multiline: boolean): boolean {
  return FORBIDDEN.test(text) || (!multiline && LINE_BREAKS.test(text)) || !text.isWellFormed();
}
