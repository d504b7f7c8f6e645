import type { Actor } from '../../../platform/access/actor.js';
import type { SecretBox } from '../../../platform/crypto/secret-box.js';
import { sqlOfDb, type Database, type Db } from '../../../platform/db/database.js';
import { newErasedPhone, phonePattern } from '../../../platform/erased-phone.js';
import { invalidField, notFound, problem } from '../../../platform/http/problem.js';
import { addJob } from '../../../platform/jobs/jobs.js';
import { normalisePhone } from '../../../platform/phone.js';
import { recordAudit } from '../../audit/index.js';
import { clientRefOf } from '../../clients/index.js';
import { listOpenOrderIds } from '../../orders/index.js';
import { liveCallsOf } from '../../telephony/index.js';
import type { ClientErasureView } from '../client-data.contract.js';
import { findParents, type Parents } from '../export/client-rows.queries.js';
import { isKnown } from '../export/export-client.js';
import { findErasure, findUnderway, insertErasure } from './erasures.repository.js';

/** Name of the job; its payload is `{erasureId}`. */
export const ERASE_JOB = 'client.erase';

export interface ErasureRequestDeps {
  readonly database: Database;
  readonly secretBox: SecretBox;
}

export interface ErasureRequest {
  /** E.164 */
  readonly phone: string;
  readonly confirmation: string;
  readonly reason: string;
}

/**
 * Takes an erasure on: from here the worker does it, and nobody can call it back.
 * @throws Problem `invalid_fields` for another number typed or a reason that names it, `not_found`, `client_in_work` with the open orders
 * and the calls that are on.
 */
export async function requestErasure(
  deps: ErasureRequestDeps,
  actor: Actor,
  request: ErasureRequest,
): Promise<ClientErasureView> {
  const { sql } = deps.database;
  const { organizationId } = actor;
  const client = { organizationId, phone: request.phone };
  const parents = await findParents(sql, client);
  if (!(await isKnown(sql, client, parents))) throw notFound('The client');
  assertMeant(request);
  const [orderIds, callIds] = [await listOpenOrderIds(sql, client), await liveCallsOf(sql, client)];
  if (orderIds.length + callIds.length > 0)
    throw problem('client_in_work', { extensions: { orderIds, callIds } });
  const erasureId = await deps.database.inTransaction((db) => takeOn(db, { deps, actor, request, parents }));
  const view = await findErasure(sql, organizationId, erasureId);
  if (!view) throw notFound('The erasure');
  return view;
}

function assertMeant({ phone, confirmation, reason }: ErasureRequest): void {
  if (normalisePhone(confirmation) !== phone) throw invalidField('confirmation', 'invalid_value');
  if (new RegExp(phonePattern(phone)).test(reason)) throw invalidField('reason', 'invalid_value');
}

interface Taking {
  readonly deps: ErasureRequestDeps;
  readonly actor: Actor;
  readonly request: ErasureRequest;
  readonly parents: Parents;
}

/** Returns the id of the erasure, or of the one that is carried out already. */
async function takeOn(db: Db, { deps, actor, request, parents }: Taking): Promise<number> {
  const sql = sqlOfDb(db);
  const { organizationId, operatorId } = actor;
  const { phone, reason } = request;
  const clientId = await clientRefOf(sql, { organizationId, phone });
  const pseudonym = newErasedPhone();
  const erasureId = await insertErasure(sql, {
    ...{ organizationId, clientId, pseudonym, reason, operatorId },
    phoneSealed: deps.secretBox.seal(phone),
    callsTotal: parents.callIds.length,
    ordersTotal: parents.orderIds.length,
  });
  if (erasureId === null) return (await findUnderway(sql, { organizationId, clientId })) ?? 0;
  await recordAudit(db, {
    action: 'client.erase',
    objectType: 'client',
    objectId: clientId,
    fields: { erasureId: { after: erasureId }, pseudonym: { after: pseudonym }, reason: {} },
  });
  await addJob(db, { name: ERASE_JOB, payload: { erasureId }, key: `${ERASE_JOB}:${String(erasureId)}` });
  return erasureId;
}
