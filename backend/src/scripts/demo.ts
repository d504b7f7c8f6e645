import { recomputeDebts } from '../modules/calls/index.js';
import { createPasswords } from '../modules/identity/index.js';
import { openDatabase, type Database, type Sql } from '../platform/db/database.js';
import { createRandom } from '../telephony-simulator/random.js';
import { clearAudioFiles, createAudioFiles } from '../demo/audio-files.js';
import { workOut, type CallFacts } from '../demo/call-facts.js';
import { CALL_COLUMNS, RECORDING_COLUMNS, toCallRow } from '../demo/call-rows.js';
import { tellCalls } from '../demo/call-story.js';
import type { Span } from '../demo/day-shape.js';
import { findMissedClients, foldTotals, setPresence } from '../demo/finish.queries.js';
import { insertRows, reserveIds } from '../demo/insert-rows.js';
import { LEG_COLUMNS, toLegRows } from '../demo/leg-rows.js';
import * as orderRows from '../demo/order-rows.js';
import { makeOrders } from '../demo/orders.js';
import { PRESENCE_COLUMNS, toPresenceRows } from '../demo/presence.js';
import { isRecorded, toRecordingRows } from '../demo/recordings.js';
import { clearDemo, findGround, markBegun, markDone } from '../demo/seed-state.js';
import { createStaff, type Staff } from '../demo/staff.js';

/** Password of everybody whom the demo employs; fifteen characters or more, as everywhere. */
export const DEMO_PASSWORD = 'demo-operator-2026';

export interface DemoOptions {
  readonly databaseUrl: string;
  /** `DATA_DIR`: recordings are written under it. */
  readonly dataDir: string;
  readonly onProgress: (text: string) => void;
  /** The end of the history; the present by default. */
  readonly now?: Date;
  /** How much of it; less in tests. */
  readonly size?: DemoSize;
  /** Cost of the password's hash. */
  readonly hashCost?: number;
}

export interface DemoSize {
  readonly days: number;
  readonly calls: number;
  readonly orders: number;
}

const FULL: DemoSize = { days: 90, calls: 20_000, orders: 6_000 };
const SEED = 2026;
const STATEMENT_TIMEOUT_MS = 300_000;

/**
 * Gives the first organisation of a database a believable history, once: people, numbers, calls with legs and recordings that play,
 * orders, working time, debts and day totals. What broke off is made anew; an organisation with a history of its own is left alone.
 */
export async function seedDemo(options: DemoOptions): Promise<void> {
  const database = openDatabase({
    url: options.databaseUrl,
    applicationName: 'demo',
    rowScope: 'all',
    poolSize: 2,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  try {
    await seedOnce(database, options);
  } finally {
    await database.close();
  }
}

async function seedOnce(database: Database, options: DemoOptions): Promise<void> {
  const { onProgress, dataDir } = options;
  const ground = await findGround(database.sql);
  if (!ground) throw new Error('The database has no organisation yet: the first start makes it');
  const { organizationId, state } = ground;
  if (state === 'occupied') {
    onProgress('This database has calls or orders of its own: no demo history is added');
    return;
  }
  if (state === 'broken_off') {
    onProgress('An earlier demo broke off, making it anew …');
    await database.inSqlTransaction((sql) => clearDemo(sql, organizationId));
    await clearAudioFiles(dataDir, organizationId);
  }
  if (state !== 'done') await makeHistory(database, organizationId, options);
  onProgress(
    `Demo: sign in as operator1 … operator12, manager, viewer or master1 … master4, password ${DEMO_PASSWORD}`,
  );
}

async function makeHistory(database: Database, organizationId: number, options: DemoOptions): Promise<void> {
  const { sql } = database;
  const { now = new Date(), size = FULL, onProgress, hashCost } = options;
  const passwordHash = await createPasswords(hashCost === undefined ? {} : { cost: hashCost }).hash(
    DEMO_PASSWORD,
  );
  await markBegun(sql, organizationId);
  const staff = await database.inSqlTransaction((transaction) =>
    createStaff(transaction, organizationId, passwordHash),
  );
  onProgress(
    `${String(staff.operators.length)} operators, ${String(staff.masters.length)} masters, ${String(staff.lines.length)} numbers`,
  );
  const span: Span = { now, days: size.days, timeZone: staff.timeZone };
  const calls = await tellHistory(sql, { staff, span, count: size.calls });
  const orders = makeOrders({
    ...{ random: createRandom(SEED + 2), staff, calls, now, count: size.orders },
    firstId: await reserveIds(sql, 'order', size.orders),
  });
  await insertCalls(sql, { staff, span, calls }, options);
  await insertOrders(sql, { staff, calls, orders });
  onProgress(`${String(orders.length)} orders`);
  await insertRows(
    sql,
    { table: 'work_status_log', columns: PRESENCE_COLUMNS },
    toPresenceRows({ staff, span, calls }),
  );
  await setPresence(sql, { staff, span });
  await settleDebts(database, organizationId);
  await foldTotals(sql);
  await markDone(sql, organizationId);
}

/** So many clients are locked at a time. */
const CLIENTS_AT_ONCE = 500;

async function settleDebts(database: Database, organizationId: number): Promise<void> {
  const phones = await findMissedClients(database.sql, organizationId);
  for (let start = 0; start < phones.length; start += CLIENTS_AT_ONCE) {
    const some = phones.slice(start, start + CLIENTS_AT_ONCE);
    await database.inSqlTransaction((sql) => recomputeDebts(sql, organizationId, some));
  }
}

interface Telling {
  readonly staff: Staff;
  readonly span: Span;
  readonly count: number;
}

async function tellHistory(sql: Sql, { staff, span, count }: Telling): Promise<CallFacts[]> {
  const random = createRandom(SEED);
  const story = tellCalls({ random, staff, span, count });
  const firstId = await reserveIds(sql, 'call', story.length);
  const details = createRandom(SEED + 1);
  return story.map((call, index) => workOut(details, call, firstId + index));
}

interface Calls {
  readonly staff: Staff;
  readonly span: Span;
  readonly calls: readonly CallFacts[];
}

async function insertCalls(
  sql: Sql,
  { staff, span, calls }: Calls,
  { dataDir, onProgress }: DemoOptions,
): Promise<void> {
  const { organizationId } = staff;
  const hasRecording = (call: CallFacts): boolean => isRecorded(call, span.now);
  const rows = function* () {
    for (const call of calls) yield toCallRow(call, { organizationId, hasRecording });
  };
  await insertRows(sql, { table: 'call', columns: CALL_COLUMNS }, rows());
  onProgress(`${String(calls.length)} calls`);
  const legs = function* () {
    for (const call of calls) yield* toLegRows(call, organizationId);
  };
  await insertRows(sql, { table: 'mango', columns: LEG_COLUMNS }, legs());
  const audio = createAudioFiles(dataDir, organizationId);
  const recordings = await toRecordingRows(calls.filter(hasRecording), audio, organizationId);
  await insertRows(sql, { table: 'recording', columns: RECORDING_COLUMNS }, recordings);
  onProgress(`${String(recordings.length)} recordings that play`);
}

interface Orders {
  readonly staff: Staff;
  readonly calls: readonly CallFacts[];
  readonly orders: ReturnType<typeof makeOrders>;
}

async function insertOrders(sql: Sql, { staff, calls, orders }: Orders): Promise<void> {
  const { organizationId } = staff;
  const rows = orders.map((order) => orderRows.toOrderRow(order, organizationId));
  await insertRows(sql, { table: 'order', columns: orderRows.ORDER_COLUMNS }, rows);
  const history = orders.flatMap((order) => [...orderRows.toHistoryRows(order, staff)]);
  history.sort((one, other) => Number(one['at']) - Number(other['at']));
  await insertRows(sql, { table: 'order_history', columns: orderRows.HISTORY_COLUMNS }, history);
  const links = orderRows.toOrderCallRows(orders, calls, organizationId);
  await insertRows(sql, { table: 'order_call', columns: orderRows.ORDER_CALL_COLUMNS }, links);
}
