/** A row of the audit log: who did what to what, when and from where. */
export { auditChainQuery, auditEntriesQuery, auditEntryQuery, auditKeys } from './api/audit-entries.queries';
export type { AuditChange, AuditEntry, AuditQuestion, AuditVerification } from './api/audit-entries.queries';
