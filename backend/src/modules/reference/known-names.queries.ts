import type { Sql } from '../../platform/db/database.js';
import { invalidFields } from '../../platform/http/problem.js';

export interface NamedCities {
  readonly organizationId: number;
  readonly names: readonly string[];
  /** The body's field, for the problem; each wrong name is `field.index`, or `field` when `names` is a single value. */
  readonly field: string;
  readonly isList: boolean;
}

/** Ids of cities by name, in the order of the names and each once. @throws Problem `invalid_fields` for an unknown one. */
export async function requireCities(
  sql: Sql,
  { organizationId, names, field, isList }: NamedCities,
): Promise<number[]> {
  const rows = await sql.query<{ id: number; name: string }>({
    text: `SELECT id, name FROM city
           WHERE organization_id = $1 AND name IN (SELECT jsonb_array_elements_text($2::text::jsonb))`,
    values: [organizationId, JSON.stringify(names)],
  });
  const idsByName = new Map(rows.map(({ id, name }) => [name, id]));
  const unknown = names.flatMap((name, index) =>
    idsByName.has(name) ? [] : [isList ? `${field}.${String(index)}` : field],
  );
  if (unknown.length > 0)
    throw invalidFields(unknown.map((path) => ({ field: path, code: 'invalid_value' })));
  return [...new Set(names.flatMap((name) => idsByName.get(name) ?? []))];
}

/** @throws Problem `invalid_fields` on `rk` for an unknown campaign. */
export async function requireCampaign(sql: Sql, organizationId: number, rk: string): Promise<void> {
  const rows = await sql.query({
    text: 'SELECT 1 FROM campaign WHERE organization_id = $1 AND rk = $2',
    values: [organizationId, rk],
  });
  if (rows.length === 0) throw invalidFields([{ field: 'rk', code: 'invalid_value' }]);
}
