/** Personal data and secrets stay out of logs: values are masked by their field's name, and by their look inside any text. */

const SECRET_FIELD =
  /pass(word)?|secret|token|cookie|authorization|salt|sign$|api_?key|otp|code_?hash|set-cookie|credential/i;
const PERSONAL_FIELD = /phone|e-?mail|client_?name|address|number$|^name$|login/i;
const PHONE = /(?<![\w-])(\+?\d)[\d\s()-]{7,16}(\d{2})(?![\w-])/g;
const EMAIL = /[\w.+-]+@[\w-]+\.[\w.-]+/g;
const BEARER = /\b(Bearer\s+)?eyJ[\w-]+\.[\w-]+\.[\w-]+/g;
const MAX_DEPTH = 5;
const MAX_TEXT = 2000;

export function mask(value: unknown, field = '', depth = 0): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (SECRET_FIELD.test(field)) return '***';
  if (typeof value !== 'object') return PERSONAL_FIELD.test(field) ? '***' : maskScalar(value);
  return maskObject(value, field, depth);
}

const maskScalar = (value: unknown): unknown => (typeof value === 'string' ? maskText(value) : value);

function maskObject(value: object, field: string, depth: number): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return maskError(value, depth);
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => mask(item, field, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, mask(inner, name, depth + 1)]),
  );
}

function maskText(text: string): string {
  return text.slice(0, MAX_TEXT).replace(BEARER, '***').replace(EMAIL, '***').replace(PHONE, '$1***$2');
}

// Only what names the fault: an error object of a parser or a driver also carries the input.
function maskError(error: Error, depth: number): Record<string, unknown> {
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: maskText(error.message),
    ...(typeof code === 'string' && { sqlState: code }),
    ...(error.stack !== undefined && { stack: maskText(error.stack) }),
    ...(error.cause !== undefined && depth < MAX_DEPTH && { cause: mask(error.cause, '', depth + 1) }),
  };
}
