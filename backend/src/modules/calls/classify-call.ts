import type { Actor } from '../../platform/access/actor.js';
import { sqlOfDb, type Database, type Db } from '../../platform/db/database.js';
import { isErasedPhone } from '../../platform/erased-phone.js';
import { invalidField, notFound, problem, staleVersion } from '../../platform/http/problem.js';
import type { Clock } from '../../platform/time.js';
import { changedFields, recordAudit } from '../audit/index.js';
import { publishCallUpdated } from './call-events.js';
import { isCallInScope } from './call-details.queries.js';
import { scopeOf } from './call-filter.js';
import type { CallView } from './call-view.contract.js';
import { callViewsByIds } from './call-view.queries.js';
import { canClassify } from './calls.policy.js';
import { presentCall } from './calls.presenter.js';
import { createCallsRepository, type CallState, type Classification } from './calls.repository.js';

export interface ClassifyDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export interface ClassifyInput extends Classification {
  readonly id: number;
  readonly version: number;
}

/**
 * Sets outcome and comment of a call: absent keeps, null clears.
 * @throws Problem `not_found`, `forbidden`, `invalid_fields` (an unknown outcome, a comment on an erased client), `stale_version` with the call as it stands.
 */
export async function classifyCall(
  deps: ClassifyDeps,
  actor: Actor,
  input: ClassifyInput,
): Promise<CallView> {
  const { database, clock } = deps;
  if (!(await isCallInScope(database.sql, scopeOf(actor), input.id))) throw notFound('The call');
  return database.inTransaction(async (db) => {
    const before = await loadClassifiable(db, actor, input);
    if (before.version !== input.version) throw staleVersion(await viewFor(db, actor, input.id));
    const { id, version, ...change } = input;
    const fields = changedFields({ ...before }, change);
    if (Object.keys(fields).length > 0) {
      const row = { organizationId: actor.organizationId, id, version };
      const isSaved = await createCallsRepository(db).classify(row, { ...change, updatedAt: clock.now() });
      if (!isSaved) throw staleVersion(await viewFor(db, actor, id));
      await recordAudit(db, { action: 'call.classify', objectType: 'call', objectId: id, fields });
      await publishCallUpdated(db, { organizationId: actor.organizationId, callId: id });
    }
    return viewFor(db, actor, id);
  });
}

async function loadClassifiable(
  db: Db,
  actor: Actor,
  { id, disposition, comment }: ClassifyInput,
): Promise<CallState> {
  const calls = createCallsRepository(db);
  const call = await calls.find(actor.organizationId, id);
  if (!call) throw notFound('The call');
  if (!canClassify(actor, call))
    throw problem('forbidden', { detail: 'The call belongs to another operator' });
  // Of a client whose data were erased nothing is written down anew.
  if (typeof comment === 'string' && isErasedPhone(call.phoneClient))
    throw invalidField('comment', 'invalid_value');
  if (typeof disposition === 'string' && !(await calls.hasDisposition(actor.organizationId, disposition))) {
    throw invalidField('disposition', 'invalid_value');
  }
  return call;
}

async function viewOf(db: Db, organizationId: number, id: number): Promise<CallView> {
  const [view] = await callViewsByIds(sqlOfDb(db), organizationId, [id]);
  if (!view) throw notFound('The call');
  return view;
}

const viewFor = async (db: Db, actor: Actor, id: number): Promise<CallView> =>
  presentCall(actor, await viewOf(db, actor.organizationId, id));
