import { sessionOf, type Actor } from '../../../platform/access/actor.js';
import type { Database, Db } from '../../../platform/db/database.js';
import { notFound } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { recordAudit } from '../../audit/index.js';
import { issueTokens, type SignedInTokens, type TokenIssuers } from '../session-tokens.js';
import { createSessionsRepository } from '../sessions.repository.js';
import { originOfRequest } from '../sign-in/sign-in-history.js';
import { createEmploymentsRepository, type Employment } from './employments.repository.js';

export interface SwitchDeps extends TokenIssuers {
  readonly database: Database;
  readonly clock: Clock;
  /** Told when a person has closed his last session of an employment. */
  readonly onSignedOut: (
    db: Db,
    person: { readonly organizationId: number; readonly operatorId: number },
  ) => Promise<unknown>;
}

export interface Switched extends SignedInTokens {
  readonly employment: Employment;
}

/**
 * Ends this session and opens one of the other employment. It proves nothing anew: proof, device and end are those of the old one.
 * @throws Problem `not_found` for an organisation he does not work for or that is suspended.
 */
export async function switchOrganization(
  deps: SwitchDeps,
  actor: Actor,
  organizationId: number,
): Promise<Switched> {
  const session = await deps.database.inTransaction(async (db) => {
    const now = deps.clock.now();
    const employments = createEmploymentsRepository(db);
    const employment = (await employments.listOf(actor.accountId)).find(
      (candidate) => candidate.organizationId === organizationId,
    );
    if (!employment || employment.operatorId === actor.operatorId)
      throw notFound(`organization ${String(organizationId)}`);
    const opened = await moveSession(db, actor, { employment, now });
    await employments.enter(employment.operatorId, now);
    const stays = await createSessionsRepository(db).hasLive(actor.operatorId, now);
    if (!stays) await deps.onSignedOut(db, actor);
    return { ...opened, employment };
  });
  const { employment, ...row } = session;
  return { ...issueTokens(deps, { ...row, userAccountId: actor.accountId }), employment };
}

async function moveSession(
  db: Db,
  actor: Actor,
  { employment: { organizationId, operatorId }, now }: { employment: Employment; now: Date },
) {
  const sessions = createSessionsRepository(db);
  const oldId = sessionOf(actor);
  const { authMethods, authenticatedAt, deviceId, expiresAt } = await sessions.getProof(oldId);
  await sessions.revoke(oldId, 'switched');
  const { id, counter } = await sessions.open(
    {
      ...{ organizationId, operatorId, authMethods, authenticatedAt, deviceId, expiresAt },
      userAccountId: actor.accountId,
      ...originOfRequest(),
    },
    now,
  );
  await recordAudit(db, { action: 'session.switch', objectType: 'session', objectId: id });
  return { id, counter, expiresAt, organizationId, operatorId };
}
