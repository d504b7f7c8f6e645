import type { Actor } from '../../platform/access/actor.js';
import { areaKey, dropArea } from '../../platform/cache/cache.js';
import { sqlOfDb, type Db, type Sql } from '../../platform/db/database.js';
import { sqlStateOf } from '../../platform/db/database-errors.js';
import { notFound, problem, staleVersion } from '../../platform/http/problem.js';
import { changedFields, recordAudit } from '../audit/index.js';
import { createReferenceRepository, type RowKey, type Table } from './reference.repository.js';
import type { ReferenceDeps, Resource, Stored } from './resource.js';

const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATIONS: readonly (string | null)[] = ['23503', '23001'];

export interface ReferenceWrites<Row, Draft, Changes> {
  /** @throws Problem `already_exists`, `invalid_fields`. */
  create(actor: Actor, draft: Draft): Promise<Row>;
  /** @throws Problem `not_found`, `stale_version`, `in_use` for a key that is referred to, `already_exists`, `invalid_fields`. */
  change(actor: Actor, id: number, changes: Changes): Promise<Row>;
  /** @throws Problem `not_found`, `in_use`. */
  remove(actor: Actor, id: number): Promise<void>;
}

/** Writes of one reference list: each one transaction, with its audit row, after which no process shows the list of before. */
export function createReferenceWrites<
  Row extends Stored,
  Query,
  Draft extends object,
  Changes extends { readonly version: number },
>(deps: ReferenceDeps, resource: Resource<Row, Query, Draft, Changes>): ReferenceWrites<Row, Draft, Changes> {
  const { noun, table, present = (row) => row, prepare = asIs, saveLinks } = resource;
  const write = <T>({ organizationId }: Actor, work: (on: Writing<Row>) => Promise<T>): Promise<T> =>
    inWrite(deps, { table, organizationId }, (db) => {
      const sql = sqlOfDb(db);
      return work({ db, sql, rows: createReferenceRepository<Row>(sql, table) });
    });

  return {
    create: (actor, draft) =>
      write(actor, async ({ db, sql, rows }) => {
        const { organizationId } = actor;
        const values = await prepare(sql, organizationId, draft);
        const key = { organizationId, id: await rows.insert(organizationId, { ...values }) };
        await saveLinks?.(sql, key, draft);
        await audit(db, `${noun}.create`, { key, noun, before: null, after: { ...draft, ...values } });
        return present(await getLocked(rows, key), actor);
      }),

    change: (actor, id, { version, ...changes }) =>
      write(actor, async ({ db, sql, rows }) => {
        const key = { organizationId: actor.organizationId, id };
        const before = await getLocked(rows, key);
        if (before.version !== version) throw staleVersion(present(before, actor));
        const values = await prepare(sql, actor.organizationId, changes as Partial<Changes>);
        await assertKeyStays(rows, table, { key, before, values });
        await rows.update(key, { ...values });
        await saveLinks?.(sql, key, changes as Partial<Changes>);
        await audit(db, `${noun}.update`, { key, noun, before, after: { ...changes, ...values } });
        return present(await getLocked(rows, key), actor);
      }),

    remove: (actor, id) =>
      write(actor, async ({ db, rows }) => {
        const key = { organizationId: actor.organizationId, id };
        const before = await getLocked(rows, key);
        if (resource.isHeld?.(before))
          throw problem('in_use', { detail: `${noun} ${String(id)} is referred to` });
        await rows.remove(key);
        const gone = Object.fromEntries(Object.keys(before).map((field) => [field, null]));
        await audit(db, `${noun}.delete`, { key, noun, before, after: gone });
      }),
  };
}

const asIs = (_sql: Sql, _organizationId: number, body: object): Promise<object> => Promise.resolve(body);

type Repository<Row> = ReturnType<typeof createReferenceRepository<Row>>;

interface Writing<Row> {
  readonly db: Db;
  readonly sql: Sql;
  readonly rows: Repository<Row>;
}

interface Target {
  readonly table: Table;
  readonly organizationId: number;
}

/** A transaction that drops the lists in every process, and in this one before the caller can look again. */
async function inWrite<T>(
  { database, cache }: ReferenceDeps,
  { table, organizationId }: Target,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  try {
    return await database.inTransaction(async (db) => {
      const result = await work(db);
      await dropArea(db, 'reference', organizationId);
      return result;
    });
  } catch (error) {
    throw toProblem(error, table);
  } finally {
    cache.drop(areaKey('reference', organizationId));
  }
}

function toProblem(error: unknown, { key }: Table): unknown {
  const state = sqlStateOf(error);
  if (state === UNIQUE_VIOLATION && key !== null) {
    return problem('already_exists', { errors: [{ field: key, code: 'invalid_value' }], cause: error });
  }
  return FOREIGN_KEY_VIOLATIONS.includes(state) ? problem('in_use', { cause: error }) : error;
}

async function getLocked<Row>(rows: Repository<Row>, key: RowKey): Promise<Row> {
  const row = await rows.lock(key);
  if (row === null) throw notFound(`row ${String(key.id)}`);
  return row;
}

interface Written {
  readonly key: RowKey;
  readonly noun: string;
  readonly before: object | null;
  readonly after: object;
}

const audit = (db: Db, action: string, { key, noun, before, after }: Written): Promise<void> =>
  recordAudit(db, {
    action,
    objectType: noun,
    objectId: key.id,
    fields: changedFields({ ...before }, { ...after }),
  });

interface KeyChange {
  readonly key: RowKey;
  readonly before: object;
  readonly values: object;
}

/** A name by which calls and orders are told apart must not change under them. */
async function assertKeyStays<Row>(
  rows: Repository<Row>,
  { key: field }: Table,
  change: KeyChange,
): Promise<void> {
  if (field === null) return;
  const before = (change.before as Record<string, unknown>)[field];
  const after = (change.values as Record<string, unknown>)[field];
  if (typeof before !== 'string' || after === undefined || after === before) return;
  if (await rows.isReferredTo(change.key.organizationId, before)) {
    throw problem('in_use', {
      errors: [{ field, code: 'invalid_value' }],
      detail: `${field} is referred to`,
    });
  }
}
