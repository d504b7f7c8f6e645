import { dropArea } from '../../../platform/cache/cache.js';
import type { SecretBox } from '../../../platform/crypto/secret-box.js';
import { sqlOfDb, type Database, type Db, type Sql } from '../../../platform/db/database.js';
import { phonePattern } from '../../../platform/erased-phone.js';
import { forgetAnswers } from '../../../platform/http/idempotency.js';
import type { JobHandler } from '../../../platform/jobs/jobs.js';
import type { Logger } from '../../../platform/logging/logger.js';
import { publishLiveEvents } from '../../../platform/realtime/live-event.js';
import { recordAudit } from '../../audit/index.js';
import { eraseMentionsInCalls, recomputeDebts } from '../../calls/index.js';
import { forgetClientRef } from '../../clients/index.js';
import { removeEventsOfClient } from '../../live/index.js';
import { eraseMentionsInOrders, eraseOrders, hasErasableOrders } from '../../orders/index.js';
import { eraseRecordings } from '../../recordings/index.js';
import { eraseCalls, eraseStoredEvents, hasErasableCalls, type ErasedClient } from '../../telephony/index.js';
import {
  countsOf,
  findPending,
  finishErasure,
  noteStep,
  type PendingErasure,
} from './erasures.repository.js';

export interface EraseClientDeps {
  readonly database: Database;
  readonly secretBox: SecretBox;
  readonly logger: Logger;
}

interface Erasure extends ErasedClient {
  readonly row: PendingErasure;
}

/** Events of the inbox to look through in one transaction: some ten megabytes. */
const STRETCH = 10_000;

/**
 * Handler of `client.erase`: erases batch by batch, each in a short transaction that notes how far it came, so that a run which dies is
 * taken up by the next. What comes in meanwhile under the number is erased too, until the last transaction ends it.
 */
export const createEraseClient =
  ({ database, secretBox, logger }: EraseClientDeps): JobHandler =>
  async (payload) => {
    const { erasureId } = payload as { erasureId: number };
    const row = await findPending(database.sql, erasureId);
    if (!row) return;
    const { organizationId, pseudonym } = row;
    const erasure = { organizationId, pseudonym, phone: secretBox.open(row.phoneSealed), row };
    await eraseRows(database, erasure);
    await eraseInbox(database, erasure);
    await database.inSqlTransaction((sql) => eraseMentionsInCalls(sql, erasure));
    await database.inSqlTransaction((sql) => eraseMentionsInOrders(sql, erasure));
    while (!(await database.inTransaction((db) => finish(db, erasure)))) await eraseRows(database, erasure);
    logger.info('client erased', { erasureId, organizationId });
  };

/** Calls, then orders, until none is left. */
async function eraseRows(database: Database, erasure: Erasure): Promise<void> {
  while (await database.inSqlTransaction((sql) => eraseSomeCalls(sql, erasure))) {
    // Until none is left.
  }
  while (await database.inSqlTransaction((sql) => eraseSomeOrders(sql, erasure))) {
    // Until none is left.
  }
}

async function eraseSomeCalls(sql: Sql, erasure: Erasure): Promise<boolean> {
  const { organizationId, phone, row } = erasure;
  const callIds = await eraseCalls(sql, erasure);
  if (callIds.length === 0) return false;
  const recordings = await eraseRecordings(sql, { organizationId, callIds });
  await noteStep(sql, row.id, { calls: callIds.length, recordings });
  // Last: it keeps other workers from this client until the end of the transaction.
  await recomputeDebts(sql, organizationId, [phone]);
  return true;
}

async function eraseSomeOrders(sql: Sql, erasure: Erasure): Promise<boolean> {
  const orders = await eraseOrders(sql, erasure);
  if (orders > 0) await noteStep(sql, erasure.row.id, { orders });
  return orders > 0;
}

async function eraseInbox(database: Database, erasure: Erasure): Promise<void> {
  const { id, requestedAt } = erasure.row;
  let after: number | null = erasure.row.inboxDoneTo;
  while (after !== null) {
    const from: number = after;
    after = await database.inSqlTransaction(async (sql) => {
      const last = await eraseStoredEvents(sql, erasure, { after: from, limit: STRETCH, requestedAt });
      if (last !== null) await noteStep(sql, id, { inboxDoneTo: last });
      return last;
    });
  }
}

/**
 * Ends the erasure: takes away what keeps copies for a while and what ties the log to the number, and has every open page read anew.
 * False, and nothing is done, when calls or orders have come in since.
 */
async function finish(db: Db, { organizationId, phone, pseudonym, row }: Erasure): Promise<boolean> {
  const sql = sqlOfDb(db);
  const client = { organizationId, phone };
  if ((await hasErasableCalls(sql, client)) || (await hasErasableOrders(sql, client))) return false;
  if (!(await finishErasure(sql, row.id))) return true;
  await removeEventsOfClient(sql, { organizationId, pattern: phonePattern(phone), pseudonym });
  await forgetAnswers(sql, { organizationId, pattern: phonePattern(phone) });
  await forgetClientRef(sql, client);
  await publishLiveEvents(sql, [{ organizationId, type: 'reload', city: null, data: {} }]);
  await dropArea(sql, 'stats', organizationId);
  const { calls, orders, recordings } = await countsOf(sql, row.id);
  await recordAudit(db, {
    action: 'client.erased',
    objectType: 'client',
    objectId: row.clientId,
    organizationId,
    fields: {
      erasureId: { after: row.id },
      calls: { after: calls },
      orders: { after: orders },
      recordings: { after: recordings },
    },
  });
  return true;
}
