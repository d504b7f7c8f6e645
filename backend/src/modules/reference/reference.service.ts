import type { Actor } from '../../platform/access/actor.js';
import { areaKey, dropArea, type Cache } from '../../platform/cache/cache.js';
import { sqlOfDb, type Database, type Db, type Sql } from '../../platform/db/database.js';
import { sqlStateOf } from '../../platform/db/database-errors.js';
import { toNumberedPage, type PageNumber } from '../../platform/http/numbered-page.js';
import type { Page } from '../../platform/http/operation.js';
import { notFound, problem, staleVersion } from '../../platform/http/problem.js';
import { changedFields, recordAudit } from '../audit/index.js';
import { createReferenceRepository, type RowKey, type Table } from './reference.repository.js';

const SECONDS_KEPT = 300;
const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATIONS: readonly (string | null)[] = ['23503', '23001'];

export interface Stored {
  readonly id: number;
  readonly version: number;
}

/** What makes one reference list different from the others. */
export interface Resource<Row extends Stored, Query, Draft, Changes> {
  /** Word of the audit log: `city`. */
  readonly noun: string;
  readonly table: Table;
  readonly order: (a: Row, b: Row) => number;
  readonly matches: (row: Row, query: Query) => boolean;
  /** Whether the row is in the caller's scope; all rows are when absent. */
  readonly isVisible?: (row: Row, actor: Actor) => boolean;
  /** The row as this caller sees it. */
  readonly present?: (row: Row, actor: Actor) => Row;
  /** Values as they are stored. @throws Problem `invalid_fields` for what the reference lists do not have. */
  readonly prepare?: (sql: Sql, organizationId: number, body: Draft | Changes) => Promise<object>;
  /** Writes what stands in other tables. @throws Problem `invalid_fields`. */
  readonly saveLinks?: (sql: Sql, key: RowKey, body: Draft | Changes) => Promise<void>;
  /** Whether something that no foreign key guards forbids removing the row. */
  readonly isHeld?: (row: Row) => boolean;
}

export interface ReferenceService<Row, Query, Draft, Changes> {
  /** One page in the list's order, of the rows in the caller's scope. */
  list(actor: Actor, query: Query): Promise<Page<Row>>;
  /** @throws Problem `not_found`. */
  get(actor: Actor, id: number): Promise<Row>;
  /** @throws Problem `already_exists`, `invalid_fields`. */
  create(actor: Actor, draft: Draft): Promise<Row>;
  /** @throws Problem `not_found`, `stale_version`, `in_use` for a key that is referred to, `already_exists`, `invalid_fields`. */
  change(actor: Actor, id: number, changes: Changes): Promise<Row>;
  /** @throws Problem `not_found`, `in_use`. */
  remove(actor: Actor, id: number): Promise<void>;
}

export interface ReferenceDeps {
  readonly database: Database;
  readonly cache: Cache;
}

/** Reads and writes of one reference list. Lists are read whole and kept five minutes, until a change in any process. */
export function createReferenceService<
  Row extends Stored,
  Query extends PageNumber,
  Draft extends object,
  Changes extends { readonly version: number },
>(
  deps: ReferenceDeps,
  resource: Resource<Row, Query, Draft, Changes>,
): ReferenceService<Row, Query, Draft, Changes> {
  const { noun, table, isVisible = () => true, present = (row) => row } = resource;

  const visibleTo = async (actor: Actor): Promise<Row[]> => {
    const rows = await allRows(deps, resource, actor.organizationId);
    return rows.filter((row) => isVisible(row, actor)).map((row) => present(row, actor));
  };
  const audit = (
    db: Db,
    verb: string,
    { id, before, after }: { id: number; before: Row | null; after: object },
  ) =>
    recordAudit(db, {
      action: `${noun}.${verb}`,
      objectType: noun,
      objectId: id,
      fields: changedFields({ ...before }, { ...after }),
    });

  return {
    list: async (actor, query) => {
      const rows = (await visibleTo(actor)).filter((row) => resource.matches(row, query));
      const start = (query.page - 1) * query.limit;
      return toNumberedPage(rows.slice(start, start + query.limit), query, rows.length);
    },

    get: async (actor, id) => {
      const row = (await visibleTo(actor)).find((candidate) => candidate.id === id);
      if (!row) throw notFound(`${noun} ${String(id)}`);
      return row;
    },

    create: (actor, draft) =>
      write(deps, { table, organizationId: actor.organizationId }, async (db, sql) => {
        const repository = createReferenceRepository<Row>(sql, table);
        const { organizationId } = actor;
        const values = (await resource.prepare?.(sql, organizationId, draft)) ?? draft;
        const key = { organizationId, id: await repository.insert(organizationId, { ...values }) };
        await resource.saveLinks?.(sql, key, draft);
        await audit(db, 'create', { id: key.id, before: null, after: values });
        return present(await getLocked(repository, key, noun), actor);
      }),

    change: (actor, id, { version, ...changes }) =>
      write(deps, { table, organizationId: actor.organizationId }, async (db, sql) => {
        const repository = createReferenceRepository<Row>(sql, table);
        const key = { organizationId: actor.organizationId, id };
        const before = await getLocked(repository, key, noun);
        if (before.version !== version) throw staleVersion(present(before, actor));
        const values =
          (await resource.prepare?.(sql, actor.organizationId, changes as unknown as Changes)) ?? changes;
        await assertKeyIsFree(repository, table, { organizationId: actor.organizationId, before, values });
        await repository.update(key, { ...values });
        await resource.saveLinks?.(sql, key, changes as unknown as Changes);
        await audit(db, 'update', { id, before, after: values });
        return present(await getLocked(repository, key, noun), actor);
      }),

    remove: (actor, id) =>
      write(deps, { table, organizationId: actor.organizationId }, async (db, sql) => {
        const repository = createReferenceRepository<Row>(sql, table);
        const key = { organizationId: actor.organizationId, id };
        const before = await getLocked(repository, key, noun);
        if (resource.isHeld?.(before))
          throw problem('in_use', { detail: `${noun} ${String(id)} is referred to` });
        await repository.remove(key);
        await audit(db, 'delete', {
          id,
          before,
          after: Object.fromEntries(Object.keys(before).map((field) => [field, null])),
        });
      }),
  };
}

const allRows = <Row extends Stored, Query, Draft, Changes>(
  { cache, database }: ReferenceDeps,
  { noun, table, order }: Resource<Row, Query, Draft, Changes>,
  organizationId: number,
): Promise<Row[]> =>
  cache.cached(`${areaKey('reference', organizationId)}${noun}`, SECONDS_KEPT, async () =>
    (await createReferenceRepository<Row>(database.sql, table).list(organizationId)).sort(order),
  );

interface Target {
  readonly table: Table;
  readonly organizationId: number;
}

/** One transaction that drops every process's copy of the lists, and this one's before the caller can look again. */
async function write<T>(
  { database, cache }: ReferenceDeps,
  { table, organizationId }: Target,
  work: (db: Db, sql: Sql) => Promise<T>,
): Promise<T> {
  try {
    return await database.inTransaction(async (db) => {
      const result = await work(db, sqlOfDb(db));
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

type Repository<Row> = ReturnType<typeof createReferenceRepository<Row>>;

async function getLocked<Row>(repository: Repository<Row>, key: RowKey, noun: string): Promise<Row> {
  const row = await repository.lock(key);
  if (row === null) throw notFound(`${noun} ${String(key.id)}`);
  return row;
}

interface KeyChange {
  readonly organizationId: number;
  readonly before: object;
  readonly values: object;
}

/** A name by which calls and orders are told apart must not change under them. */
async function assertKeyIsFree<Row>(
  repository: Repository<Row>,
  { key }: Table,
  change: KeyChange,
): Promise<void> {
  if (key === null) return;
  const before = (change.before as Record<string, unknown>)[key];
  const after = (change.values as Record<string, unknown>)[key];
  if (typeof before !== 'string' || after === undefined || after === before) return;
  if (await repository.isReferredTo(change.organizationId, before)) {
    throw problem('in_use', {
      errors: [{ field: key, code: 'invalid_value' }],
      detail: `${key} is referred to`,
    });
  }
}
