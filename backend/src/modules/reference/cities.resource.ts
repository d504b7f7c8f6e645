import type { City, cities } from './lists.contract.js';
import { byText, containsText } from './matching.js';
import type { ChangesOf, DraftOf, QueryOf } from './reference.contract.js';
import type { Resource } from './resource.js';

type Contract = typeof cities;

export const cityResource: Resource<City, QueryOf<Contract>, DraftOf<Contract>, ChangesOf<Contract>> = {
  noun: 'city',
  table: {
    name: 'city',
    columns: { name: 'name', timezone: 'timezone', slotCapacity: 'slot_capacity' },
    key: 'name',
    references: [
      ['call', 'city'],
      ['"order"', 'city'],
      ['phone', 'city'],
      ['callcentre_operator', 'city'],
    ],
  },
  order: (a, b) => byText(a.name, b.name),
  matches: (row, { search }) => containsText(search, [row.name]),
};
