import { Prisma } from '../../generated/prisma/client.js';
import { problem, type Problem, type ProblemCode } from '../http/problem.js';

/** SQLSTATE classes and codes that mean "not now": connection lost, starting or stopping, out of space, cancelled by a timeout. */
const NOT_READY = /^(08(?!P01)|57P0|57014|53|55P03|58)/;
const NOT_READY_ERRNO = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOENT',
]);
const NOT_READY_PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028']);
/** What the driver adapter calls a lost connection; raw statements through Prisma tell nothing else of it. */
const NOT_READY_KINDS = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TooManyConnections',
]);
const NOT_READY_TEXT =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error/;

const PROBLEM_OF_CODE: Readonly<Partial<Record<string, ProblemCode>>> = {
  P2002: 'already_exists',
  '23505': 'already_exists',
  P2003: 'in_use',
  '23503': 'in_use',
  '23001': 'in_use',
  P2025: 'not_found',
  // Transactions that stood in each other's way: one was given up and may be tried again.
  P2034: 'overloaded',
  '40001': 'overloaded',
  '40P01': 'overloaded',
};

/**
 * The problem that a failure of the database means for the caller; null when it is none.
 * Unforeseen duplicates are 409 and rows that vanished 404; foreseen ones are settled where they are foreseen.
 */
export function problemOfDatabaseError(error: unknown): Problem | null {
  if (isDatabaseNotReady(error)) return problem('not_ready', { cause: error, retryAfterSeconds: 2 });
  // Raw statements fail as P2010 with the SQLSTATE inside.
  const code = PROBLEM_OF_CODE[sqlStateOf(error) ?? codeOf(error) ?? ''];
  return code === undefined ? null : problem(code, { cause: error });
}

/** True when the database cannot be asked at the moment: the caller should try again, nobody is signed out. */
export function isDatabaseNotReady(error: unknown): boolean {
  return chain(error).some((link) => {
    const code = codeOf(link) ?? '';
    const message = link instanceof Error ? link.message : '';
    return (
      NOT_READY.test(code) ||
      NOT_READY_ERRNO.has(code) ||
      NOT_READY_PRISMA.has(code) ||
      NOT_READY_KINDS.has(kindOf(link)) ||
      NOT_READY_TEXT.test(message)
    );
  });
}

/** SQLSTATE of a failure, through Prisma or `pg`; null when it is no failure of the database. */
export function sqlStateOf(error: unknown): string | null {
  const found = chain(error)
    .map(codeOf)
    .find((code) => code !== null && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('P2'));
  return found ?? null;
}

function codeOf(error: unknown): string | null {
  if (error instanceof Prisma.PrismaClientKnownRequestError) return error.code;
  if (typeof error !== 'object' || error === null) return null;
  const { code, originalCode } = error as { code?: unknown; originalCode?: unknown };
  if (typeof originalCode === 'string') return originalCode;
  return typeof code === 'string' ? code : null;
}

const kindOf = (link: unknown): string => {
  const { kind } = link as { kind?: unknown };
  return typeof kind === 'string' ? kind : '';
};

/** The error, its causes, and what the driver adapter wraps. */
function chain(error: unknown, depth = 0): unknown[] {
  if (typeof error !== 'object' || error === null || depth > 6) return [];
  const { cause, meta, errors } = error as {
    cause?: unknown;
    meta?: { driverAdapterError?: unknown };
    errors?: unknown;
  };
  const inner = [cause, meta?.driverAdapterError, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  return [error, ...inner.flatMap((link) => chain(link, depth + 1))];
}
