import type { Actor } from '../../../platform/access/actor.js';
import { sqlOfDb, type Database, type Db } from '../../../platform/db/database.js';
import { problem } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { recordAudit } from '../../audit/index.js';
import { createSessionsRepository, deviceName, type Notices } from '../../identity/index.js';
import type { EndSessions } from '../operator-write.js';
import { mayEmploy } from '../operators.policy.js';
import { getOperatorById, type OperatorRow } from '../operators.queries.js';
import type { PresenceService } from '../presence.service.js';
import type { MemberSessionView } from './member-access.contract.js';
import { servesElsewhere } from './member-access.queries.js';
import { createMemberAccessRepository } from './member-access.repository.js';

export interface MemberAccessDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly presence: PresenceService;
  readonly notices: Notices;
  readonly endSessionsOf: EndSessions;
}

export type MemberAccessService = ReturnType<typeof createMemberAccessService>;

/** How a person gets in, in the hands of an admin. */
export function createMemberAccessService(deps: MemberAccessDeps) {
  const { database, clock, notices, endSessionsOf } = deps;

  return {
    /** @throws Problem `not_found`, `forbidden` for an owner and another than an owner. */
    sessions: async (actor: Actor, operatorId: number): Promise<MemberSessionView[]> => {
      const { organizationId } = actor;
      const person = await getOperatorById(database.sql, { organizationId, operatorId });
      assertInReach(actor, person);
      const sessions = createSessionsRepository(database.prisma);
      const rows = await sessions.listLive(person.accountId, clock.now());
      return rows.filter((row) => row.operatorId === operatorId).map(toMemberSession);
    },

    /** @throws Problem `not_found`, `forbidden`. */
    endSessions: (actor: Actor, operatorId: number): Promise<void> =>
      withPerson(database, { actor, operatorId }, async (db, { id }) => {
        await endSessionsOf(db, id, 'ended_by_admin');
        await signOff(deps, db, { organizationId: actor.organizationId, operatorId: id });
        await recordAudit(db, { action: 'session.end_all', objectType: 'operator', objectId: id });
      }),

    /** @throws Problem `not_found`, `forbidden`, `in_use` for a person without a second factor. */
    resetSecondFactor: (actor: Actor, operatorId: number): Promise<void> =>
      withPerson(database, { actor, operatorId }, async (db, { id, accountId }) => {
        const { organizationId } = actor;
        if (id === actor.operatorId)
          throw problem('forbidden', { detail: 'One takes off his own second factor by showing it' });
        await assertHeldHere(db, { accountId, organizationId });
        const had = await createMemberAccessRepository(db).clearSecondFactor(accountId);
        if (!had) throw problem('in_use', { detail: 'There is no second factor to take off' });
        await endSessionsOf(db, id, 'second_factor_reset');
        await signOff(deps, db, { organizationId, operatorId: id });
        await notices.tell(db, accountId, {
          type: 'second_factor_disabled',
          params: { at: clock.now().toISOString() },
        });
        await recordAudit(db, { action: 'second_factor.reset', objectType: 'operator', objectId: id });
      }),
  };
}

function toMemberSession({
  id,
  userAgent,
  ip,
  createdAt,
  lastSeenAt,
  expiresAt,
}: SessionRow): MemberSessionView {
  return { id, device: deviceName(userAgent) || null, ip, signedInAt: createdAt, lastSeenAt, expiresAt };
}

type SessionRow = Awaited<ReturnType<ReturnType<typeof createSessionsRepository>['listLive']>>[number];

/** @throws Problem `forbidden` for an account that serves more than this organisation. */
export async function assertHeldHere(
  db: Db,
  account: { accountId: number; organizationId: number },
): Promise<void> {
  if (await servesElsewhere(sqlOfDb(db), account))
    throw problem('forbidden', { detail: 'This account is for its person alone to change' });
}

function assertInReach(actor: Actor, person: OperatorRow): void {
  if (!mayEmploy(actor, person.role))
    throw problem('forbidden', { detail: 'Only an owner handles an owner' });
}

const withPerson = (
  database: Database,
  { actor, operatorId }: { actor: Actor; operatorId: number },
  work: (db: Db, person: OperatorRow) => Promise<void>,
): Promise<void> =>
  database.inTransaction(async (db) => {
    const { organizationId } = actor;
    const person = await getOperatorById(sqlOfDb(db), { organizationId, operatorId });
    assertInReach(actor, person);
    await work(db, person);
  });

const signOff = (
  { presence }: MemberAccessDeps,
  db: Db,
  key: { organizationId: number; operatorId: number },
): Promise<unknown> => presence.take(db, key, { step: { kind: 'signed_off' }, setBy: 'admin' });
