import type { OperatorView, SeenOperatorView } from './operators.contract.js';
import type { OperatorRow } from './operators.queries.js';

/** The whole row; the account's id stays inside. */
export function toOperator({ accountId: _, ...row }: OperatorRow): OperatorView {
  return row;
}

/** What everybody may know of a colleague. */
export const toBrief = ({ id, name, city, statusWork }: OperatorRow): SeenOperatorView => ({
  id,
  name,
  city,
  statusWork,
});
