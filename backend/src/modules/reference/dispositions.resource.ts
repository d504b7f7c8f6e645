import type { Disposition, dispositions } from './lists.contract.js';
import { byText, containsText } from './matching.js';
import type { ChangesOf, DraftOf, QueryOf } from './reference.contract.js';
import type { Resource } from './resource.js';

type Contract = typeof dispositions;

export const dispositionResource: Resource<
  Disposition,
  QueryOf<Contract>,
  DraftOf<Contract>,
  ChangesOf<Contract>
> = {
  noun: 'disposition',
  table: {
    name: 'disposition',
    columns: { code: 'code', name: 'name', position: 'position' },
    key: 'code',
    references: [['call', 'disposition']],
  },
  order: (a, b) => a.position - b.position || byText(a.code, b.code),
  matches: (row, { search }) => containsText(search, [row.code, row.name]),
};
