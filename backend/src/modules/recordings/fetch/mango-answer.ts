import { FetchFailure, type FailureKind } from './fetch-failure.js';

const SIGNATURE_MISMATCH = 3102;
const WRONG_API_KEY = 3105;
const NOT_FOUND: ReadonlySet<number> = new Set([3300, 3310, 3320, 3330, 3340]);
const TOO_MANY: ReadonlySet<number> = new Set([429, 503, 4290, 5001, 5008]);

/** What Mango said instead of giving a file: an HTTP status, and a code of its list when the body bears one. */
export interface ErrorAnswer {
  readonly status: number;
  readonly code: number | null;
}

/** Mango writes the code of a failure as `code` with status 420, or as `result` with status 200; numbers may be texts. */
export function readCode(body: string): number | null {
  const answer = parse(body);
  const code = Number(answer['result'] ?? answer['code'] ?? Number.NaN);
  return Number.isInteger(code) && code > 0 ? code : null;
}

export const toFailure = (answer: ErrorAnswer): FetchFailure =>
  new FetchFailure(
    kindOf(answer),
    answer.code === null ? `http_${String(answer.status)}` : `code_${String(answer.code)}`,
  );

function kindOf({ status, code }: ErrorAnswer): FailureKind {
  if (status === 401 || code === SIGNATURE_MISMATCH || code === WRONG_API_KEY) return 'locked';
  if (TOO_MANY.has(status) || TOO_MANY.has(code ?? 0)) return 'busy';
  if (NOT_FOUND.has(code ?? 0) || status === 404 || status === 410) return 'absent';
  return 'unreachable';
}

function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
