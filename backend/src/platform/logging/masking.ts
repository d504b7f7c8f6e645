/**
 * Personal data and secrets stay out of logs: values are masked by their field's name, and by their look inside any text. Secrets are never
 * shown; of phones and e-mails a hint may stay, `+7***67` and `i***@d***.ru`, where the level's rule says so.
 */

/** `hide` leaves nothing of personal data, `hint` leaves enough to tell two of them apart. */
export const MASKINGS = ['hide', 'hint'] as const;
export type Masking = (typeof MASKINGS)[number];

const SECRET_FIELD =
  /pass(word|phrase|wd)?|secret|token|cookie|authorization|salt|sign(ature)?$|api_?key|otp|seed$|_?hash$|verifier|nonce|recovery|credential|jwt|^sid$|^url$|^body$|^raw$|^headers?$/i;
const PERSONAL_FIELD =
  /phone|e-?mail|client_?name|address$|number$|^name$|login|^to$|^from$|recipient|user_?agent/i;
/** `code` is what failures are told apart by, and what people type to prove themselves. */
const CODE_FIELD = /code$/i;
const SYMBOLIC_CODE = /^([a-z][a-z_]{2,40}|[A-Z][A-Z_]{2,40}|P\d{4}|[0-9A-Z]{5})$/;

const PHONE = /(?:%2B|(?<![\w-])\+?)(\d)[\d\s()-]{7,16}(\d{2})(?![\w-])/gi;
const EMAIL = /([\p{L}\w])[\p{L}\w.+-]*@([\p{L}\w])[\p{L}\w-]*(?:\.[\p{L}\w-]+)*\.(\p{L}{2,})/gu;
const BEARER = /\b(Bearer\s+)?eyJ[\w-]+\.[\w-]+\.[\w-]*/g;
/** What follows the name of a secret in JSON, a form or a header; words in Russian included where people see them. */
const NAMED_SECRET =
  /((?:pass(?:word|phrase|wd)?|secret|token|cookie|authorization|salt|sign|api_?key|otp|code|login|crm_rt)"?\s*[:=]\s*)("(?:[^"\\]|\\.)*"?|[^\s&,;}]+)/gi;
const CONNECTION_PASSWORD = /(\/\/[^\s:@/]*):[^\s@/]+@/g;
/** Long random text with a digit in it; a UUID names a request or a session and is no secret. */
const RANDOM =
  /(?<![\w/+-])(?![0-9a-f]{8}-[0-9a-f]{4}-)(?=[\w+-]*\d)(?=[\w+-]*[A-Za-z])[\w+-]{32,}={0,2}(?![\w/+-])/g;

const MAX_DEPTH = 5;
const MAX_TEXT = 2000;

export function mask(value: unknown, masking: Masking = 'hide', field = ''): unknown {
  return maskAny(value, { masking, field, depth: 0 });
}

interface Place {
  readonly masking: Masking;
  readonly field: string;
  readonly depth: number;
}

function maskAny(value: unknown, place: Place): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (SECRET_FIELD.test(place.field)) return '***';
  if (typeof value === 'object') return maskObject(value, place);
  return maskScalar(value, place);
}

function maskScalar(value: unknown, { field, masking }: Place): unknown {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (CODE_FIELD.test(field)) return SYMBOLIC_CODE.test(text) ? value : '***';
  if (PERSONAL_FIELD.test(field)) return maskPersonal(text, masking);
  return typeof value === 'string' ? maskText(value, masking) : value;
}

/** A personal value as a whole: what is neither a phone nor an e-mail leaves no hint. */
function maskPersonal(text: string, masking: Masking): string {
  const masked = maskText(text, masking);
  return masking === 'hint' && masked !== text && /^[^\s]*\*\*\*[^\s]*$/.test(masked) ? masked : '***';
}

function maskObject(value: object, place: Place): unknown {
  const { masking, field, depth } = place;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return maskError(value, place);
  if (ArrayBuffer.isView(value)) return '***';
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value))
    return value.slice(0, 20).map((item) => maskAny(item, { masking, field, depth: depth + 1 }));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      maskAny(inner, { masking, field: name, depth: depth + 1 }),
    ]),
  );
}

export function maskText(text: string, masking: Masking = 'hide'): string {
  const isHint = masking === 'hint';
  return text
    .slice(0, MAX_TEXT)
    .replace(BEARER, '***')
    .replace(CONNECTION_PASSWORD, '$1:***@')
    .replace(NAMED_SECRET, '$1***')
    .replace(EMAIL, isHint ? '$1***@$2***.$3' : '***')
    .replace(PHONE, isHint ? '+$1***$2' : '***')
    .replace(RANDOM, '***');
}

/** Errors of the database about a value quote it; class 22 of SQLSTATE is what they are. */
const QUOTING = '22';

/** Only what names the fault: an error object of a parser or a driver also carries the input, and so does the message of some. */
function maskError(error: Error, { masking, depth }: Place): Record<string, unknown> {
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: messageOf(error, masking),
    ...(typeof code === 'string' && { sqlState: code }),
    ...(error.stack !== undefined && { stack: framesOf(error.stack) }),
    ...(error.cause !== undefined &&
      depth < MAX_DEPTH && { cause: maskAny(error.cause, { masking, field: '', depth: depth + 1 }) }),
  };
}

function messageOf(error: Error, masking: Masking): string {
  const { code } = error as { code?: unknown };
  // `Unexpected token … "the text that was sent" is not valid JSON`.
  if (error instanceof SyntaxError) return 'the text cannot be read';
  // Prisma shows the call with its values before the sentence that says what is wrong.
  if (error.name.startsWith('PrismaClient')) return maskText(error.message.split('\n').at(-1) ?? '', masking);
  const text = maskText(error.message, masking);
  return typeof code === 'string' && code.startsWith(QUOTING) ? text.replace(/"[^"]*"?/g, '"***"') : text;
}

/** The places alone: the first lines repeat the message. */
const framesOf = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
    .slice(0, MAX_TEXT);
