import { ONE_LINE, type JsonSchema } from './json-schema.js';
import { BLOCK_REASONS, FIELD_CODES, PROBLEM_STATUS } from './problem.js';

/** Our own words. */
const text = (maxLength: number): JsonSchema => ({ type: 'string', maxLength, pattern: ONE_LINE });

const IDS: JsonSchema = {
  type: 'array',
  maxItems: 10_000,
  items: { type: 'integer', format: 'int32', minimum: 1, maximum: 2_147_483_647 },
};

export const PROBLEM_SCHEMA: JsonSchema = {
  type: 'object',
  description: 'RFC 9457 problem; `code` is stable, `title` is in the language of the request.',
  required: ['success', 'type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    success: { type: 'boolean', const: false },
    type: { type: 'string', format: 'uri-reference', maxLength: 200 },
    title: text(500),
    status: { type: 'integer', format: 'int32', minimum: 400, maximum: 599 },
    detail: text(2000),
    code: { type: 'string', enum: Object.keys(PROBLEM_STATUS) },
    requestId: { type: ['string', 'null'], maxLength: 200, pattern: ONE_LINE },
    errors: {
      type: 'array',
      maxItems: 10_000,
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        properties: {
          // The caller's own word where the field is unknown.
          field: { type: 'string', format: 'field-path', maxLength: 110_000 },
          code: { type: 'string', enum: [...FIELD_CODES] },
          message: text(500),
          reason: { description: 'With `blocklisted`.', type: 'string', enum: [...BLOCK_REASONS] },
        },
      },
    },
    current: { description: 'With `stale_version`: the row as it stands now.' },
    orderIds: { description: 'With `client_in_work`: his open orders.', ...IDS },
    callIds: { description: 'With `client_in_work`: his calls that are on.', ...IDS },
    allowed: {
      description: 'With `illegal_transition`: the statuses that may follow.',
      type: 'array',
      maxItems: 50,
      items: { type: 'string', maxLength: 50, pattern: '^[a-z_]+$' },
    },
  },
};

const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
const RETRY_AFTER = {
  description: 'Seconds to wait',
  schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 86_400 },
};

const DESCRIPTIONS = {
  401: 'Not signed in, or the session has ended',
  403: 'Not allowed, or a recent proof is asked for',
  404: 'Not there, or out of the scope',
  422: 'Wrong or unknown fields, each named',
  429: 'Too many requests',
  500: 'Internal failure, recorded',
  503: 'The database or an outside service is away, or the server is overloaded',
  default: 'Problem (RFC 9457)',
} as const;

const nameOf = (status: number | 'default'): string =>
  status === 'default' ? 'Problem' : `Problem${String(status)}`;
const waits = (status: string): boolean => status === '429' || status === '503';

/** Under `components/responses`. */
export const PROBLEM_RESPONSES: JsonSchema = Object.fromEntries(
  Object.entries(DESCRIPTIONS).map(([status, description]) => [
    nameOf(status === 'default' ? status : Number(status)),
    { description, ...(waits(status) && { headers: { 'Retry-After': RETRY_AFTER } }), content },
  ]),
);

export const refersTo = (status: number | 'default'): JsonSchema => ({
  $ref: `#/components/responses/${nameOf(status)}`,
});
