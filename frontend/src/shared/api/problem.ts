/** One field's fault of a 422 answer; `field` is a path such as `lines.0.qty`. */
export interface FieldFault {
  field: string;
  code: string;
  message: string;
  /** With `blocklisted`. */
  reason?: string;
}

interface ProblemParts {
  code: string;
  status: number;
  detail?: string | undefined;
  requestId?: string | undefined;
  errors?: readonly FieldFault[];
  current?: unknown;
  extensions?: Readonly<Record<string, unknown>>;
  retryAfterSeconds?: number | undefined;
}

/**
 * Every failure of a request: an RFC 9457 answer of the server, or `network` with status 0 when there was none.
 * Code is what to switch on; texts are looked up by it. `current` is the row as it is now, for `stale_version`;
 * `extensions` are all members of the answer, for what one code alone brings, such as `nearest` of `slot_full`.
 */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly errors: readonly FieldFault[];
  readonly current: unknown;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | undefined;

  constructor(parts: ProblemParts) {
    super(`${String(parts.status)} ${parts.code}`);
    this.name = 'ApiProblem';
    this.code = parts.code;
    this.status = parts.status;
    this.detail = parts.detail;
    this.requestId = parts.requestId;
    this.errors = parts.errors ?? [];
    this.current = parts.current;
    this.extensions = parts.extensions ?? {};
    this.retryAfterSeconds = parts.retryAfterSeconds;
  }
}

/** The server may recover without the person doing anything: no answer, 502, 503, 504. */
export function isTemporary(error: unknown): boolean {
  return error instanceof ApiProblem && [0, 502, 503, 504].includes(error.status);
}

/** Turns a failed answer into a problem; an answer that is not problem+json gets the code `unknown`. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return problemFrom(body, response);
}

/** As `problemOf`, for an answer whose body has been read already. */
export function problemFrom(body: unknown, response: Response): ApiProblem {
  const fields = isRecord(body) ? body : {};
  return new ApiProblem({
    code: text(fields['code']) ?? 'unknown',
    status: response.status,
    detail: text(fields['detail']),
    requestId: text(fields['requestId']) ?? response.headers.get('X-Request-Id') ?? undefined,
    errors: Array.isArray(fields['errors']) ? fields['errors'].filter(isFieldFault) : [],
    current: fields['current'],
    extensions: fields,
    retryAfterSeconds: retryAfter(response.headers.get('Retry-After')),
  });
}

/** The request never got an answer. */
export function networkProblem(): ApiProblem {
  return new ApiProblem({ code: 'network', status: 0 });
}

function retryAfter(header: string | null): number | undefined {
  const seconds = Number(header);
  return header === null || !Number.isFinite(seconds) ? undefined : seconds;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFieldFault(value: unknown): value is FieldFault {
  return isRecord(value) && typeof value['field'] === 'string' && typeof value['code'] === 'string';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
