import type { Actor } from '../../platform/access/actor.js';
import { areaKey, dropArea, type Cache } from '../../platform/cache/cache.js';
import type { Database, Db } from '../../platform/db/database.js';
import { sqlStateOf } from '../../platform/db/database-errors.js';
import { problem } from '../../platform/http/problem.js';
import type { Clock } from '../../platform/time.js';
import { createMasterLinks } from '../reference/index.js';
import { takenFields, type Unique } from './operators.queries.js';
import type { PresenceService } from './presence.service.js';

/** Ends the sessions of an employment; why is kept with them. */
export type EndSessions = (
  db: Db,
  operatorId: number,
  reason: 'deactivated' | 'password_changed' | 'ended_by_admin' | 'second_factor_reset',
) => Promise<void>;

export interface OperatorWriteDeps {
  readonly database: Database;
  readonly cache: Cache;
  readonly clock: Clock;
  readonly presence: PresenceService;
  /** @throws Problem `overloaded`. */
  readonly hashPassword: (password: string) => Promise<string>;
  /** @throws Problem `invalid_fields` on the field that is named. */
  readonly passwordRules: {
    assertForNew: (password: string, field: string, owner: NewPasswordOwner) => Promise<void>;
    assertForAccount: (password: string, field: string, accountId: number) => Promise<void>;
  };
  /** Makes an address the account's, unverified, and writes to it. */
  readonly setEmail: (
    db: Db,
    address: { readonly accountId: number; readonly email: string | null },
  ) => Promise<void>;
  readonly endSessionsOf: EndSessions;
}

/** What a password must not be made of. */
interface NewPasswordOwner {
  readonly organizationId: number;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
}

const UNIQUE_VIOLATION = '23505';

interface Wanted {
  /** Null while the person is being made. */
  readonly operatorId: number | null;
  readonly unique: Unique;
}

/**
 * One transaction of a change of people. The database tells duplicates apart from luck, also of two requests at once.
 * @throws Problem `already_exists` naming the fields that are somebody else's.
 */
export async function writeOperator<T>(
  { database, cache }: Pick<OperatorWriteDeps, 'database' | 'cache'>,
  { organizationId, wanted }: { organizationId: number; wanted: Wanted },
  work: (db: Db) => Promise<T>,
): Promise<T> {
  try {
    return await database.inTransaction(async (db) => {
      const result = await work(db);
      // The list of masters shows who signs in.
      await dropArea(db, 'reference', organizationId);
      return result;
    });
  } catch (error) {
    if (sqlStateOf(error) !== UNIQUE_VIOLATION) throw error;
    const { unique, operatorId } = wanted;
    const fields = await takenFields(database.sql, unique, { organizationId, operatorId });
    throw alreadyExists(fields, error);
  } finally {
    cache.drop(areaKey('reference', organizationId));
  }
}

export const alreadyExists = (fields: readonly string[], cause?: unknown) =>
  problem('already_exists', { errors: fields.map((field) => ({ field, code: 'invalid_value' })), cause });

export interface MasterOfOperator {
  readonly operatorId: number;
  readonly masterId: number | undefined;
  readonly name: string;
  readonly cityIds: readonly number[];
}

/** Gives a person of role master his master row. @throws Problem `already_exists` when the row is another person's, or not there. */
export async function linkMaster(
  db: Db,
  { organizationId }: Pick<Actor, 'organizationId'>,
  link: MasterOfOperator,
): Promise<void> {
  const { operatorId, masterId, name, cityIds } = link;
  const links = createMasterLinks(db);
  if (masterId === undefined) {
    await links.ensure({ organizationId, operatorId }, { name, cityIds });
    return;
  }
  const outcome = await links.tie(masterId, { organizationId, operatorId });
  if (outcome === 'absent')
    throw problem('invalid_fields', { errors: [{ field: 'masterId', code: 'invalid_value' }] });
  if (outcome === 'taken') throw alreadyExists(['masterId']);
}
