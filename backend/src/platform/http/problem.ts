/** Failures of the API as RFC 9457 problems. `code` is stable and listed in `docs/problems.md`; people read it in their language. */
export const PROBLEM_STATUS = {
  invalid_request: 400,
  not_signed_in: 401,
  invalid_credentials: 401,
  invalid_code: 401,
  session_expired: 401,
  token_reuse: 401,
  forbidden: 403,
  step_up_required: 403,
  password_change_required: 403,
  second_factor_required: 403,
  bad_signature: 403,
  ip_not_allowed: 403,
  organization_suspended: 403,
  not_found: 404,
  method_not_allowed: 405,
  already_exists: 409,
  illegal_transition: 409,
  slot_full: 409,
  in_use: 409,
  limit_reached: 409,
  would_lock_out: 409,
  client_in_work: 409,
  token_used: 410,
  token_expired: 410,
  stale_version: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  range_not_satisfiable: 416,
  misdirected_request: 421,
  invalid_fields: 422,
  idempotency_key_reused: 422,
  too_many_requests: 429,
  internal: 500,
  not_ready: 503,
  overloaded: 503,
  provider_unavailable: 503,
} as const;
export type ProblemCode = keyof typeof PROBLEM_STATUS;

export const FIELD_CODES = [
  'required',
  'unknown_field',
  'invalid_type',
  'invalid_value',
  'too_short',
  'too_long',
  'out_of_range',
  'invalid_phone',
  'in_past',
  'not_on_grid',
  'blocklisted',
] as const;
export type FieldCode = (typeof FIELD_CODES)[number];

/** Why a password is too easy to guess: many have it, it is made of what is known of its owner, or of a pattern. */
export const BLOCK_REASONS = ['common', 'personal', 'pattern'] as const;
export type BlockReason = (typeof BLOCK_REASONS)[number];

/** One wrong field; `field` is a path (`lines.0.qty`) or a parameter's name. `params` fill the message's placeholders. */
export interface FieldError {
  readonly field: string;
  readonly code: FieldCode;
  readonly params?: Readonly<Record<string, string | number>>;
  /** With `blocklisted`. */
  readonly reason?: BlockReason;
}

export interface ProblemOptions {
  /** For developers and logs; people read the message of the code. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Further members of the answer, such as `current` or `allowed`. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly errors: readonly FieldError[];
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | null;

  constructor(
    readonly code: ProblemCode,
    options: ProblemOptions = {},
  ) {
    super(options.detail ?? code, { cause: options.cause });
    this.status = PROBLEM_STATUS[code];
    this.errors = options.errors ?? [];
    this.extensions = options.extensions ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}

export const problem = (code: ProblemCode, options?: ProblemOptions): Problem => new Problem(code, options);

/** 422 that names one field. */
export const invalidField = (field: string, code: FieldCode, params?: FieldError['params']): Problem =>
  problem('invalid_fields', { errors: [{ field, code, ...(params && { params }) }] });

/** 422 for a password that is too easy to guess. */
export const blocklisted = (field: string, reason: BlockReason): Problem =>
  problem('invalid_fields', { errors: [{ field, code: 'blocklisted', reason }] });

export const invalidFields = (errors: readonly FieldError[]): Problem =>
  problem('invalid_fields', { errors });

/** 404: not there, or outside the caller's scope; the two are not told apart. */
export const notFound = (what: string): Problem => problem('not_found', { detail: `${what} is not there` });

/** 412 with the row as it stands now, so that the page can show both values of each field. */
export const staleVersion = (current: unknown): Problem =>
  problem('stale_version', { extensions: { current } });
