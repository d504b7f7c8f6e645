import type { Mount } from '../../platform/http/mount.js';
import type { Database } from '../../platform/db/database.js';
import { sendLines } from '../../platform/http/send-lines.js';
import {
  exportAudit,
  getAuditEntry,
  getAuditVerification,
  listAudit,
  verifyAudit,
} from './audit.contract.js';
import type { AuditService } from './audit.service.js';
import { csvOf, recordExport } from './export-audit.js';

export function auditRoutes(mount: Mount, audit: AuditService, database: Database): void {
  mount.signedIn(listAudit, ({ actor, query }) => audit.list(actor, query));
  mount.signedIn(exportAudit, async ({ actor, query, res }) => {
    await recordExport(database, query);
    res.type('text/csv; charset=utf-8').attachment('audit.csv');
    await sendLines(csvOf(database.sql, actor, query), res);
  });
  mount.signedIn(getAuditVerification, ({ actor }) => audit.chain(actor));
  mount.signedIn(verifyAudit, ({ actor }) => audit.verify(actor));
  mount.signedIn(getAuditEntry, ({ actor, params }) => audit.get(actor, params.id));
}
