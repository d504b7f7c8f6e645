import type { Actor } from '../../platform/access/actor.js';
import { sqlOfDb, type Database, type Db, type Sql } from '../../platform/db/database.js';
import { notFound } from '../../platform/http/problem.js';
import { publishLiveEvents } from '../../platform/realtime/live-event.js';
import type { Clock } from '../../platform/time.js';
import { changedFields, recordAudit } from '../audit/index.js';
import {
  createPresenceRepository,
  type PersonKey,
  type PresenceRow,
  type SetBy,
} from './presence.repository.js';
import { afterStep, type ChosenStatusWork, type Presence, type PresenceStep } from './presence.rules.js';

export interface PresenceDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export type PresenceService = ReturnType<typeof createPresenceService>;

/** Who is at his desk. Every change of state is an interval of the working time and news for open pages. */
export function createPresenceService({ database, clock }: PresenceDeps) {
  const take = async (sql: Sql, person: PersonKey, { step, setBy }: { step: PresenceStep; setBy: SetBy }) => {
    const repository = createPresenceRepository(sql);
    const before = await repository.lock(person);
    if (!before) throw notFound(`operator ${String(person.operatorId)}`);
    const after = afterStep(before, step, before.before);
    if (after.statusWork === before.statusWork) {
      if (after.statusWorkNext !== before.statusWorkNext)
        await repository.setNext(person, after.statusWorkNext);
      return { before, after, since: before.since };
    }
    // Read while the row is held: of two changes the later one also has the later instant.
    const since = await repository.moveTo(person, after, { at: clock.now(), setBy });
    await publishLiveEvents(sql, newsOf(person, before, { ...after, since }));
    return { before, after, since };
  };

  return {
    /** What the person chose: at once, or after the call he is in. It ends a wrap-up. */
    choose: (actor: Actor, statusWork: ChosenStatusWork) =>
      database.inTransaction(async (db) => {
        const { before, after, since } = await take(sqlOfDb(db), actor, {
          step: { kind: 'chosen', statusWork },
          setBy: 'person',
        });
        const fields = changedFields({ ...stateOf(before) }, { ...stateOf(after) });
        if (Object.keys(fields).length > 0) {
          await recordAudit(db, {
            action: 'operator.status_work',
            objectType: 'operator',
            objectId: actor.operatorId,
            fields,
          });
        }
        return { id: actor.operatorId, ...stateOf(after), statusWorkSince: since };
      }),

    /**
     * A step that the system takes for a person: his call began or ended, his wrap-up is over, he signed off or was deactivated.
     * For use inside the transaction of its cause.
     */
    take: async (
      target: Db | Sql,
      person: PersonKey,
      change: { step: PresenceStep; setBy: 'admin' | 'system' },
    ): Promise<void> => {
      await take('query' in target ? target : sqlOfDb(target), person, change);
    },
  };
}

const stateOf = ({ statusWork, statusWorkNext }: Presence): Presence => ({ statusWork, statusWorkNext });

/** One event for each city he works for, so that only those hear of him who reach his row. */
const newsOf = (
  { organizationId, operatorId }: PersonKey,
  { cities }: PresenceRow,
  { statusWork, since }: Presence & { since: Date },
) =>
  (cities.length === 0 ? [null] : cities).map((city) => ({
    organizationId,
    type: 'presence.changed',
    city,
    operatorIds: [operatorId],
    data: { id: operatorId, statusWork, since: since.toISOString() },
  }));
