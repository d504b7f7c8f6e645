import type { Database } from '../../platform/db/database.js';
import { createLoop, type Loop } from '../../platform/jobs/loop.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { Clock } from '../../platform/time.js';
import { findHash, findHead, sealRows } from './chain.queries.js';
import type { HeadFile } from './head-file.js';

/** Rows of one transaction: few enough that writers of the log hardly notice. */
export const SEAL_BATCH = 500;
const IDLE_MS = 1000;
const HEAD_EVERY_MS = 3_600_000;

export interface SealLoopDeps {
  readonly database: Database;
  readonly heads: HeadFile;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Puts the seal on new rows of the log, a batch at a time, and writes the head of the chain to a file outside the database every hour and
 * when it stops. The database lets one sealer work at a time; another one waits for its turn.
 */
export function createSealLoop(deps: SealLoopDeps): Loop {
  const { database, clock, logger } = deps;
  let writtenAt = Number.NEGATIVE_INFINITY;
  const writeHeadNow = async (): Promise<void> => {
    await writeHead(deps);
    writtenAt = clock.now().getTime();
  };
  const work = async (): Promise<boolean> => {
    const sealed = await sealRows(database.sql, SEAL_BATCH);
    if (sealed === SEAL_BATCH) return true;
    if (clock.now().getTime() - writtenAt >= HEAD_EVERY_MS) await writeHeadNow();
    return false;
  };
  const loop = createLoop({ name: 'audit-seal', work, idleMs: IDLE_MS, logger });
  return {
    ...loop,
    stop: async () => {
      await loop.stop();
      await writeHeadNow().catch((error: unknown) => {
        logger.warn('head of the audit chain is not written', { error });
      });
    },
  };
}

/** Adds the head to the file unless it stands there already, and tells when the chain no longer has what was written down before. */
async function writeHead({ database: { sql }, heads, clock, logger }: SealLoopDeps): Promise<void> {
  const written = (await heads.read()).at(-1);
  const head = await findHead(sql);
  if (written) {
    const hash = await findHash(sql, written.sealNo);
    if (hash?.toString('hex') !== written.hash)
      logger.error('audit chain was changed behind the sealer, run audit:verify', { sealNo: written.sealNo });
  }
  if (!head || (head.sealNo === written?.sealNo && head.hash.toString('hex') === written.hash)) return;
  await heads.append({
    sealNo: head.sealNo,
    hash: head.hash.toString('hex'),
    at: clock.now().toISOString(),
  });
}
