import type { Sql } from '../../platform/db/database.js';

/** Where the rows of a reference list stand. Names here are ours, never a caller's: they go into the SQL as they are. */
export interface Table {
  readonly name: string;
  /** Column of each field that is written. */
  readonly columns: Readonly<Record<string, string>>;
  /** SQL of each field that is only read. */
  readonly readOnly?: Readonly<Record<string, string>>;
  /** The field by which calls and orders refer to a row, unique in its organisation; null when they refer by id. */
  readonly key: string | null;
  /** Table and column of everything that refers to a row by its key. */
  readonly references: readonly (readonly [table: string, column: string])[];
}

/** Which row: ids of another organisation find nothing. */
export interface RowKey {
  readonly organizationId: number;
  readonly id: number;
}

type Values = Readonly<Record<string, unknown>>;

/** SQL of one reference list on a connection. Rows come with the fields of the table, `id` and `version`. */
export function createReferenceRepository<Row>(sql: Sql, table: Table) {
  const select = `SELECT ${fieldsOf(table)} FROM ${table.name} WHERE organization_id = $1`;
  return {
    list: (organizationId: number): Promise<Row[]> =>
      sql.query<Row>({ name: `${table.name}-list`, text: select, values: [organizationId] }),

    /** The row, held until the transaction ends: nobody changes it or begins to refer to it meanwhile. */
    lock: async ({ organizationId, id }: RowKey): Promise<Row | null> => {
      const [row] = await sql.query<Row>({
        text: `${select} AND id = $2 FOR UPDATE`,
        values: [organizationId, id],
      });
      return row ?? null;
    },

    insert: async (organizationId: number, values: Values): Promise<number> => {
      const written = writtenBy(table, values);
      const columns = ['organization_id', ...written.map(({ column }) => column)];
      const [row] = await sql.query<{ id: number }>({
        text: `INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${String(index + 1)}`).join(', ')}) RETURNING id`,
        values: [organizationId, ...written.map(({ value }) => value)],
      });
      return (row as { id: number }).id;
    },

    /** Writes the given fields and moves the version on; the row must be locked. */
    update: async ({ organizationId, id }: RowKey, values: Values): Promise<void> => {
      const written = writtenBy(table, values);
      const changes = written.map(({ column }, index) => `${column} = $${String(index + 3)}, `).join('');
      await sql.query({
        text: `UPDATE ${table.name} SET ${changes}version = version + 1, updated_at = now() WHERE organization_id = $1 AND id = $2`,
        values: [organizationId, id, ...written.map(({ value }) => value)],
      });
    },

    remove: async ({ organizationId, id }: RowKey): Promise<void> => {
      await sql.query({
        text: `DELETE FROM ${table.name} WHERE organization_id = $1 AND id = $2`,
        values: [organizationId, id],
      });
    },

    /** Whether anything refers to the row with this key. */
    isReferredTo: async (organizationId: number, key: string): Promise<boolean> => {
      if (table.references.length === 0) return false;
      const looks = table.references.map(
        ([name, column]) => `EXISTS (SELECT 1 FROM ${name} WHERE organization_id = $1 AND ${column} = $2)`,
      );
      const [found] = await sql.query<{ inUse: boolean }>({
        text: `SELECT ${looks.join(' OR ')} AS "inUse"`,
        values: [organizationId, key],
      });
      return found?.inUse ?? false;
    },
  };
}

function fieldsOf({ columns, readOnly = {} }: Table): string {
  const fields = Object.entries({ id: 'id', ...columns, ...readOnly, version: 'version' });
  return fields.map(([field, column]) => `${column} AS "${field}"`).join(', ');
}

const writtenBy = ({ columns }: Table, values: Values) =>
  Object.entries(columns).flatMap(([field, column]) =>
    values[field] === undefined ? [] : [{ column, value: values[field] }],
  );
