import type { Campaign, campaigns } from './lists.contract.js';
import { byText, containsText } from './matching.js';
import type { ChangesOf, DraftOf, QueryOf } from './reference.contract.js';
import type { Resource } from './resource.js';

type Contract = typeof campaigns;

export const campaignResource: Resource<
  Campaign,
  QueryOf<Contract>,
  DraftOf<Contract>,
  ChangesOf<Contract>
> = {
  noun: 'campaign',
  table: {
    name: 'campaign',
    columns: { rk: 'rk', name: 'name' },
    key: 'rk',
    references: [
      ['call', 'rk'],
      ['"order"', 'rk'],
      ['phone', 'rk'],
    ],
  },
  order: (a, b) => byText(a.rk, b.rk),
  matches: (row, { search }) => containsText(search, [row.rk, row.name]),
};
