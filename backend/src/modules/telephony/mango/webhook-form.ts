/** The three fields of every request of the PBX, decoded once and otherwise untouched. */
export interface WebhookForm {
  vpbxApiKey: string;
  sign: string;
  /** The text the signature is computed over; parse it only after the signature has been checked. */
  json: string;
}

/**
 * Why a body is not a request of the PBX. `missing_signature` stands apart because it is a refusal (403), while the
 * others are an unreadable request (400).
 */
export type FormFailure = 'unreadable' | 'missing_field' | 'doubled_field' | 'missing_signature';

export type FormReading = { ok: true; form: WebhookForm } | { ok: false; reason: FormFailure };

const MAX_FIELDS = 100;
const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PLUS = 0x2b;
const PERCENT = 0x25;
const SPACE = 0x20;

// A byte order mark is part of the signed text, so it must survive the decoding.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | SPACE;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** Undoes the form encoding of one name or value; null for a broken `%XX` or for bytes that are not UTF-8. */
function decode(encoded: Buffer): string | null {
  const bytes = Buffer.alloc(encoded.length);
  let length = 0;
  for (let at = 0; at < encoded.length; at += 1) {
    let byte = encoded[at] ?? 0;
    if (byte === PLUS) byte = SPACE;
    else if (byte === PERCENT) {
      const high = hexDigit(encoded[at + 1]);
      const low = hexDigit(encoded[at + 2]);
      if (high < 0 || low < 0) return null;
      byte = high * 16 + low;
      at += 2;
    }
    bytes[length] = byte;
    length += 1;
  }
  try {
    return utf8.decode(bytes.subarray(0, length));
  } catch {
    return null;
  }
}

function splitPairs(body: Buffer): Buffer[] {
  const pairs: Buffer[] = [];
  let start = 0;
  while (start <= body.length) {
    const next = body.indexOf(AMPERSAND, start);
    const end = next < 0 ? body.length : next;
    if (end > start) pairs.push(body.subarray(start, end));
    start = end + 1;
  }
  return pairs;
}

function readPair(pair: Buffer): [name: string, value: string] | null {
  const equals = pair.indexOf(EQUALS);
  const name = decode(equals < 0 ? pair : pair.subarray(0, equals));
  const value = decode(equals < 0 ? Buffer.alloc(0) : pair.subarray(equals + 1));
  return name === null || value === null ? null : [name, value];
}

function collect(body: Buffer): Map<string, string[]> | null {
  const pairs = splitPairs(body);
  if (pairs.length > MAX_FIELDS) return null;
  const fields = new Map<string, string[]>();
  for (const pair of pairs) {
    const read = readPair(pair);
    if (read === null) return null;
    const [name, value] = read;
    fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  return fields;
}

/**
 * Reads an `application/x-www-form-urlencoded` body as it came: `+` is a space and `%XX` a byte, decoded exactly once,
 * the result must be UTF-8. Unknown fields are ignored; a field of ours given twice is a failure whichever would win,
 * since another reader might sign one and use the other.
 */
export function readWebhookForm(body: Buffer): FormReading {
  const fields = collect(body);
  if (fields === null) return { ok: false, reason: 'unreadable' };
  const [keys, signs, texts] = ['vpbx_api_key', 'sign', 'json'].map((name) => fields.get(name) ?? []);
  if ([keys, signs, texts].some((values) => (values?.length ?? 0) > 1))
    return { ok: false, reason: 'doubled_field' };
  const vpbxApiKey = keys?.[0];
  const json = texts?.[0];
  const sign = signs?.[0];
  if (vpbxApiKey === undefined || json === undefined) return { ok: false, reason: 'missing_field' };
  if (sign === undefined) return { ok: false, reason: 'missing_signature' };
  return { ok: true, form: { vpbxApiKey, sign, json } };
}
