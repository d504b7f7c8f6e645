/**
 * The audit log: who did what to what, when and from where, one row for every write, in the write's own transaction. Values of personal
 * fields are not copied, only their names. What telephony posts is on record already, byte for byte, in the inbox and in `call_event`.
 */
export { recordAudit, changedFields, type AuditEntry } from './audit.repository.js';
