import type { Sql } from '../../platform/db/database.js';

/** Differences folded in one pass: short enough not to keep readers of the totals' rows waiting. */
export const FOLD_BATCH = 2000;

/** Folds one batch of each kind into the running totals; true when there may be more. */
export async function foldBatch(sql: Sql): Promise<boolean> {
  const values = [FOLD_BATCH];
  const [calls] = await sql.query<{ taken: number }>({
    name: 'fold-calls',
    text: 'SELECT call_day_fold($1::int) AS taken',
    values,
  });
  const [orders] = await sql.query<{ taken: number }>({
    name: 'fold-orders',
    text: 'SELECT order_day_fold($1::int) AS taken',
    values,
  });
  return (calls?.taken ?? 0) === FOLD_BATCH || (orders?.taken ?? 0) === FOLD_BATCH;
}
