import { can, type Actor } from '../../platform/access/actor.js';
import { invalidField } from '../../platform/http/problem.js';
import { searchDigits } from '../../platform/phone.js';
import { requireCities } from './known-names.queries.js';
import type { Master, masters } from './lists.contract.js';
import { replaceMasterCities } from './masters.repository.js';
import { byText, containsText } from './matching.js';
import type { ChangesOf, DraftOf, QueryOf } from './reference.contract.js';
import type { Resource } from './resource.js';

type Contract = typeof masters;
type Query = QueryOf<Contract>;

export const masterResource: Resource<Master, Query, DraftOf<Contract>, ChangesOf<Contract>> = {
  noun: 'master',
  table: {
    name: 'master',
    columns: { name: 'name', phone: 'phone', typeEquipment: 'type_equipment', statusWork: 'status_work' },
    readOnly: {
      operatorId: 'operator_id',
      cities: `ARRAY(SELECT c.name FROM master_city mc JOIN city c ON c.id = mc.city_id WHERE mc.master_id = master.id ORDER BY c.name)`,
    },
    key: null,
    references: [],
  },
  order: (a, b) => byText(a.name, b.name) || a.id - b.id,
  matches: (row, query) => isOfKind(row, query) && isFound(row, query.search),
  isVisible: (row, actor) =>
    row.id === actor.masterId || (actor.cities?.some((city) => row.cities.includes(city)) ?? true),
  present: (row, actor) => (seesPhone(row, actor) ? row : { ...row, phone: null }),
  saveLinks: async (sql, { organizationId, id }, { cities }) => {
    if (cities === undefined) return;
    if (cities.length === 0) throw invalidField('cities', 'required');
    const cityIds = await requireCities(sql, {
      organizationId,
      names: cities,
      field: 'cities',
      isList: true,
    });
    await replaceMasterCities(sql, { organizationId, masterId: id, cityIds });
  },
  // His employment would be left without the orders that are assigned to him.
  isHeld: ({ operatorId }) => operatorId !== null,
};

/** A master's own number is for those who send him out, and for himself. */
const seesPhone = ({ id }: Master, actor: Actor): boolean =>
  can(actor, 'orders:assign') || id === actor.masterId;

const isOfKind = (row: Master, { city, statusWork, typeEquipment }: Query): boolean =>
  (city === undefined || row.cities.includes(city)) &&
  (statusWork === undefined || row.statusWork === statusWork) &&
  (typeEquipment === undefined || row.typeEquipment === typeEquipment);

function isFound(row: Master, search: string | undefined): boolean {
  const wanted = search === undefined ? null : searchDigits(search);
  if (wanted?.kind === 'whole') return row.phone === wanted.phone;
  return containsText(wanted?.digits ?? search, [row.name, row.phone]);
}
