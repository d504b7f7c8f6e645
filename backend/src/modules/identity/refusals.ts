import type { Database } from '../../platform/db/database.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import { Problem, type ProblemCode } from '../../platform/http/problem.js';
import { currentContext } from '../../platform/http/request-context.js';
import type { Clock } from '../../platform/time.js';
import { recordAudit } from '../audit/index.js';
import { createCeiling } from './refusals.ceiling.js';
import type { RefusedKey } from './api-keys/key-callers.queries.js';

/**
 * What is refused for what somebody may not do. `step_up_required`, `password_change_required` and `second_factor_required` are questions
 * and not refusals: the answer to them is on record. A wrong field is no attempt at anything, and how often one asks is in the log of requests.
 */
const RECORDED: ReadonlySet<ProblemCode> = new Set(['forbidden', 'ip_not_allowed', 'not_found']);

/**
 * A few rows show that somebody tries a door, a thousand show no more and fill a log that nobody can empty. So each caller has five rows
 * for each operation in ten minutes, by process; the last of them says that further ones are not told. Counted by operation, what he tries
 * next is seen however often he tried something else. The log of requests holds every refusal by its status.
 */
const CEILING = { most: 5, milliseconds: 10 * 60_000 } as const;

export interface Refused {
  readonly operation: AnyOperation;
  readonly error: unknown;
  /** Of the path, as they were sent. */
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Refusals {
  /** Puts on record that the caller at hand was refused an operation, or asked for a row that is not there for him. */
  noteOperation(refused: Refused): Promise<void>;
  /** Puts on record that somebody showed a key which is not in force any more: it may have been found where it was lost. */
  noteKey(key: RefusedKey): Promise<void>;
}

export function createRefusals({ database, clock }: { database: Database; clock: Clock }): Refusals {
  const { prisma } = database;
  const ceiling = createCeiling(CEILING, clock);
  return {
    noteOperation: async ({ operation, error, params }) => {
      const { id } = operation;
      const code = recordedCode(operation, error);
      const actor = currentContext()?.actor;
      if (code === null || !actor) return;
      const { operatorId, apiKeyId } = actor;
      const taken = ceiling.take(`${String(operatorId)} ${String(apiKeyId)} ${id}`);
      if (taken === 'none') return;
      await recordAudit(prisma, {
        action: 'access.refuse',
        ...{ objectType: 'operation', objectId: id, outcome: 'failure' as const },
        fields: { code: { after: code }, ...rowOf(operation, params), ...further(taken) },
      });
    },
    noteKey: async ({ apiKeyId, organizationId, accountId, reason }) => {
      const taken = ceiling.take(`key ${String(apiKeyId)}`);
      if (taken === 'none') return;
      await recordAudit(prisma, {
        action: 'api_key.refuse',
        ...{ objectType: 'api_key', objectId: apiKeyId, outcome: 'failure' as const },
        ...{ organizationId, accountId },
        fields: { code: { after: reason }, ...further(taken) },
      });
    },
  };
}

/** Refused before its path was looked at, a caller may have sent anything in the place of a row. */
const ROW_ID = /^[\w-]{1,100}$/;

/** A path without a row that does not exist says nothing of anybody. */
function recordedCode({ params }: AnyOperation, error: unknown): ProblemCode | null {
  if (!(error instanceof Problem) || !RECORDED.has(error.code)) return null;
  return error.code === 'not_found' && Object.keys(params).length === 0 ? null : error.code;
}

/** Which row was asked for. A client is named by his number, which is personal and stays out. */
function rowOf({ params: known }: AnyOperation, sent: Refused['params']) {
  const named = Object.entries(known).filter(([, { kind }]) => kind !== 'phone');
  const values = named.map(([name]) => String(sent[name])).filter((value) => ROW_ID.test(value));
  return values.length === 0 ? {} : { row: { after: values.join(' ') } };
}

const further = (taken: 'one' | 'last') => (taken === 'last' ? { furtherAreNotTold: { after: true } } : {});
