export type JsonFailure = 'not_json' | 'contains_nul' | 'broken_text' | 'too_deep' | 'not_an_object';

export type JsonRecord = Readonly<Record<string, unknown>>;

export type JsonReading = { ok: true; record: JsonRecord } | { ok: false; reason: JsonFailure };

/** The vendor nests two levels; anything near this limit is an attack on whoever walks the value later. */
const MAX_DEPTH = 32;
const LONE_SURROGATE = /\p{Surrogate}/u;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deepest nesting of brackets outside strings; needs no parsing, so it is safe on any text. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}

/** Every key and string inside; the depth has been checked, so recursion is bounded. */
function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    yield key;
    yield* stringsOf(child);
  }
}

function textFailure(value: unknown): JsonFailure | null {
  for (const text of stringsOf(value)) {
    if (text.includes('\u0000')) return 'contains_nul';
    if (LONE_SURROGATE.test(text)) return 'broken_text';
  }
  return null;
}

function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/**
 * Reads one JSON object of a bounded depth whose strings a database can keep: no NUL, no half of a surrogate pair.
 * Never throws.
 */
export function readJsonObject(text: string): JsonReading {
  if (text.includes('\u0000')) return { ok: false, reason: 'contains_nul' };
  if (depthOf(text) > MAX_DEPTH) return { ok: false, reason: 'too_deep' };
  const parsed = parse(text);
  if (parsed === null) return { ok: false, reason: 'not_json' };
  const reason = textFailure(parsed.value);
  if (reason !== null) return { ok: false, reason };
  return isRecord(parsed.value) ? { ok: true, record: parsed.value } : { ok: false, reason: 'not_an_object' };
}
