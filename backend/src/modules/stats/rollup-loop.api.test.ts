import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestApi, type TestApi } from '../../../test/api.js';
import { PATIENCE } from '../../../test/factories/call-figures.js';
import { callData } from '../../../test/factories/call.js';
import { buildOrder } from '../../../test/factories/order.js';
import { silentLogger } from '../../platform/logging/logger.js';
import { createRollupLoop, verifyRollups } from './index.js';
import { FOLD_BATCH, foldBatch } from './rollup-loop.queries.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const pending = async (): Promise<number> =>
  (await api.database.prisma.callDelta.count()) + (await api.database.prisma.orderDelta.count());

test('the worker folds what is pending, batch after batch, and what comes later', async () => {
  const { database } = api;
  // One difference each: no two share a day.
  const rows = Array.from({ length: FOLD_BATCH + 1 }, (_, index) =>
    callData(api, { dateCreate: new Date(Date.UTC(2020, 0, 1 + index, 9)) }),
  );
  await database.prisma.call.createMany({ data: rows });
  expect(await foldBatch(database.sql)).toBe(true);
  expect(await pending()).toBe(1);

  const loop = createRollupLoop({ database, logger: silentLogger });
  loop.start();
  await vi.waitFor(async () => {
    expect(await pending()).toBe(0);
  }, PATIENCE);
  await buildOrder(api);
  loop.wake();
  await vi.waitFor(async () => {
    expect(await pending()).toBe(0);
  }, PATIENCE);
  await loop.stop();
  expect(await verifyRollups(database.sql)).toEqual([]);
  expect(await database.prisma.callDay.count({ where: { dim: 'all' } })).toBe(FOLD_BATCH + 1);
});
