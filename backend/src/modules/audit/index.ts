/**
 * The audit log: who did what to what, when and from where, one row for every write, in the write's own transaction. Values of personal
 * fields are not copied, only their names. What telephony posts is on record already, byte for byte, in the inbox and in `call_event`.
 * Owns `audit` and `audit_verification`, the chain of hashes over the log, and the file that keeps the chain's heads outside the database.
 */
import type { Database } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import type { JobHandlers, Schedule } from '../../platform/jobs/jobs.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { Clock } from '../../platform/time.js';
import { auditOperations } from './audit.contract.js';
import { auditRoutes } from './audit.routes.js';
import { createAuditService } from './audit.service.js';
import { headFileIn } from './head-file.js';
import { createSealLoop } from './seal-loop.js';

export { recordAudit, changedFields, type AuditEntry } from './audit.repository.js';
export { openHeadFile, headFileIn } from './head-file.js';
export { verifyChain, type Verdict } from './verify-chain.js';

export interface AuditModuleDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where the heads of the chain are noted. */
  readonly dataDir: string;
}

export const AUDIT_SCHEDULES: readonly Schedule[] = [{ job: 'audit:verify', cron: '47 2 * * *' }];

export function createAuditModule({ database, clock, logger, dataDir }: AuditModuleDeps) {
  const heads = headFileIn(dataDir);
  const audit = createAuditService({ database, heads, logger });
  return {
    operations: auditOperations as unknown as readonly AnyOperation[],
    routes: (mount: Mount): void => {
      auditRoutes(mount, audit, database);
    },
    /** What the worker runs. */
    loop: createSealLoop({ database, heads, clock, logger }),
    jobs: { 'audit:verify': () => audit.verifyWhole() } satisfies JobHandlers,
  };
}
