import type { Actor } from '../../platform/access/actor.js';
import type { Cache } from '../../platform/cache/cache.js';
import type { Database, Sql } from '../../platform/db/database.js';
import type { RowKey, Table } from './reference.repository.js';

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
  readonly prepare?: (sql: Sql, organizationId: number, body: Draft | Partial<Changes>) => Promise<object>;
  /** Writes what stands in other tables. @throws Problem `invalid_fields`. */
  readonly saveLinks?: (sql: Sql, key: RowKey, body: Draft | Partial<Changes>) => Promise<void>;
  /** Whether something that no foreign key guards forbids removing the row. */
  readonly isHeld?: (row: Row) => boolean;
}

export interface ReferenceDeps {
  readonly database: Database;
  readonly cache: Cache;
}
