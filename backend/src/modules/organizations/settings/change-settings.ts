import type { Actor } from '../../../platform/access/actor.js';
import { areaKey, dropArea, type Cache } from '../../../platform/cache/cache.js';
import type { Database, Db } from '../../../platform/db/database.js';
import { sqlStateOf } from '../../../platform/db/database-errors.js';
import { isListed } from '../../../platform/http/address-list.js';
import { problem, staleVersion } from '../../../platform/http/problem.js';
import { currentContext } from '../../../platform/http/request-context.js';
import { publishLiveEvents } from '../../../platform/realtime/live-event.js';
import { changedFields, recordAudit } from '../../audit/index.js';
import { forgetOrganization } from '../../identity/index.js';
import { toRanges } from '../address-fields.js';
import type { SettingsChange } from './settings.contract.js';
import { createSettingsRepository, type SettingsColumns, type SettingsRow } from './settings.repository.js';

export interface SettingsDeps {
  readonly database: Database;
  readonly cache: Cache;
  /** A connection of its own whose statements may take minutes; the caller closes it. */
  readonly openPatientDatabase: () => Database;
}

const LOCK_NOT_AVAILABLE = '55P03';
const MOST_TRIES = 50;
const PAUSE_MS = 100;

/**
 * Changes the settings of the caller's organisation; they hold for the next request of everybody.
 * @throws Problem `stale_version`, `invalid_fields`, `would_lock_out`, `overloaded` when writers leave no moment for the recount.
 */
export async function changeSettings(
  deps: SettingsDeps,
  actor: Actor,
  { version, force = false, ...changes }: SettingsChange,
): Promise<SettingsRow> {
  const columns = toColumns(changes);
  if (!force) assertNotLockedOut(columns.adminIpAllow);
  const work = (db: Db): Promise<SettingsRow> => write(db, actor, { version, columns });
  try {
    if (columns.timezone === undefined || columns.timezone === actor.organizationTimezone)
      return await deps.database.inTransaction(work);
    return await patiently(deps, work);
  } finally {
    deps.cache.drop(areaKey('stats', actor.organizationId));
  }
}

function toColumns({ adminIpAllow, secondFactorRoles, ...plain }: Omit<SettingsChange, 'version' | 'force'>) {
  return {
    ...plain,
    ...(secondFactorRoles && { secondFactorRoles: [...new Set(secondFactorRoles)] }),
    ...(adminIpAllow && { adminIpAllow: toRanges(adminIpAllow, 'adminIpAllow') }),
  } satisfies SettingsColumns;
}

function assertNotLockedOut(ranges: readonly string[] | undefined): void {
  const isOpen = ranges === undefined || ranges.length === 0;
  if (!isOpen && !isListed(ranges, currentContext()?.ip ?? null)) throw problem('would_lock_out');
}

interface Change {
  readonly version: number;
  readonly columns: SettingsColumns;
}

async function write(db: Db, { organizationId }: Actor, { version, columns }: Change): Promise<SettingsRow> {
  const repository = createSettingsRepository(db);
  const before = await repository.get(organizationId);
  const movesDays = columns.timezone !== undefined && columns.timezone !== before.timezone;
  if (movesDays) await repository.holdFigures(organizationId);
  if (!(await repository.update(organizationId, version, columns)))
    throw staleVersion(await repository.get(organizationId));
  if (movesDays) await moveDays(db, organizationId);
  await forgetOrganization(db, organizationId);
  await recordAudit(db, {
    action: 'organization.update',
    objectType: 'organization',
    objectId: organizationId,
    fields: changedFields({ ...before }, { ...columns }),
  });
  return repository.get(organizationId);
}

/** Cuts every day of the figures anew, drops what was kept of the old ones, and makes open pages ask again. */
async function moveDays(db: Db, organizationId: number): Promise<void> {
  await createSettingsRepository(db).recountDays(organizationId);
  await dropArea(db, 'stats', organizationId);
  await publishLiveEvents(db, [{ organizationId, type: 'reload', city: null, data: {} }]);
}

/** Runs a recount on a connection that may take its time, again while writers stand in its way. */
async function patiently<T>({ openPatientDatabase }: SettingsDeps, work: (db: Db) => Promise<T>): Promise<T> {
  const database = openPatientDatabase();
  try {
    for (let tries = 1; tries < MOST_TRIES; tries += 1) {
      const done = await attempt(database, work);
      if (done) return done.result;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    throw problem('overloaded', { retryAfterSeconds: 60 });
  } finally {
    await database.close();
  }
}

/** Null when somebody stands in the way. */
async function attempt<T>(database: Database, work: (db: Db) => Promise<T>): Promise<{ result: T } | null> {
  try {
    return { result: await database.inTransaction(work) };
  } catch (error) {
    if (sqlStateOf(error) === LOCK_NOT_AVAILABLE) return null;
    throw error;
  }
}
