import type { Sql } from '../../platform/db/database.js';
import { invalidField } from '../../platform/http/problem.js';
import { searchDigits } from '../../platform/phone.js';
import { requireCampaign, requireCities } from './known-names.queries.js';
import { toLine } from './line.rules.js';
import type { Phone, phones } from './lists.contract.js';
import { byText, containsText } from './matching.js';
import type { ChangesOf, DraftOf, QueryOf } from './reference.contract.js';
import type { Resource } from './resource.js';

type Contract = typeof phones;
type Body = DraftOf<Contract> | Partial<ChangesOf<Contract>>;

export const phoneResource: Resource<Phone, QueryOf<Contract>, DraftOf<Contract>, ChangesOf<Contract>> = {
  noun: 'phone',
  table: {
    name: 'phone',
    columns: { number: 'number', rk: 'rk', city: 'city', avitoName: 'avito_name' },
    key: 'number',
    // Calls keep a snapshot of what their number told, so a number may change or go.
    references: [],
  },
  order: (a, b) => byText(a.number, b.number),
  matches: (row, { city, rk, search }) =>
    (city === undefined || row.city === city) && (rk === undefined || row.rk === rk) && isFound(row, search),
  prepare: async (sql, organizationId, body) => {
    await requireNames(sql, organizationId, body);
    return body.number === undefined ? body : { ...body, number: requireLine(body.number) };
  },
};

function isFound(row: Phone, search: string | undefined): boolean {
  const wanted = search === undefined ? null : searchDigits(search);
  if (wanted?.kind === 'whole') return row.number === wanted.phone;
  return containsText(wanted?.digits ?? search, [row.number, row.avitoName]);
}

async function requireNames(sql: Sql, organizationId: number, { city, rk }: Body): Promise<void> {
  if (rk !== undefined) await requireCampaign(sql, organizationId, rk);
  if (city !== undefined)
    await requireCities(sql, { organizationId, names: [city], field: 'city', isList: false });
}

function requireLine(written: string): string {
  const line = toLine(written);
  if (line === null) throw invalidField('number', 'invalid_phone');
  return line;
}
