import { FetchFailure, type FailureKind } from './fetch-failure.js';

/** Wrong signature, wrong key. */
const LOCKED: ReadonlySet<number> = new Set([401, 3102, 3105]);
const TOO_MANY: ReadonlySet<number> = new Set([429, 503, 4290, 5001, 5008]);
const ABSENT: ReadonlySet<number> = new Set([404, 410, 3300, 3310, 3320, 3330, 3340]);

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

/** HTTP statuses and Mango's codes are told apart by their size, so one look serves both. */
function kindOf({ status, code }: ErrorAnswer): FailureKind {
  const isOneOf = (values: ReadonlySet<number>): boolean =>
    values.has(status) || (code !== null && values.has(code));
  if (isOneOf(LOCKED)) return 'locked';
  if (isOneOf(TOO_MANY)) return 'busy';
  return isOneOf(ABSENT) ? 'absent' : 'unreachable';
}

function parse(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
