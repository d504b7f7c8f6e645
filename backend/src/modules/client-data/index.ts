/**
 * A client's data as a whole: all of them in one file, and their erasure from every place that holds them. Owns the map of what each column
 * of the database holds (`schema-map`) and `client_erasure`; the rows themselves are erased by the modules that own them, in batches of its
 * job. Why it is so: ADR 0017.
 */
import type { SecretBox } from '../../platform/crypto/secret-box.js';
import type { Database } from '../../platform/db/database.js';
import { notFound } from '../../platform/http/problem.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import type { JobHandlers } from '../../platform/jobs/jobs.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { Clock } from '../../platform/time.js';
import { clientDataOperations } from './client-data.contract.js';
import { clientDataRoutes } from './client-data.routes.js';
import { createEraseClient } from './erasure/erase-client.js';
import { findErasure } from './erasure/erasures.repository.js';
import { ERASE_JOB, requestErasure } from './erasure/request-erasure.js';
import { exportClient } from './export/export-client.js';

export interface ClientDataDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly secretBox: SecretBox;
}

export function createClientDataModule(deps: ClientDataDeps) {
  const { database, clock } = deps;
  return {
    operations: clientDataOperations as unknown as readonly AnyOperation[],
    routes: (mount: Mount): void => {
      clientDataRoutes(mount, {
        export: (actor, phone) => exportClient(database, actor, { phone, now: clock.now() }),
        erase: (actor, request) => requestErasure(deps, actor, request),
        getErasure: async ({ organizationId }, erasureId) => {
          const erasure = await findErasure(database.sql, organizationId, erasureId);
          if (!erasure) throw notFound('The erasure');
          return erasure;
        },
      });
    },
    jobs: { [ERASE_JOB]: createEraseClient(deps) } satisfies JobHandlers,
  };
}
