import type { AuditEntryView, VerificationView } from './audit.contract.js';
import type { AuditRow } from './audit-list.queries.js';
import type { StoredVerification } from './verification.repository.js';

type Change = AuditEntryView['changes'][number];

export function toAuditEntry(row: AuditRow): AuditEntryView {
  const { actorId, actorName, actorRole, diffFields, ...rest } = row;
  return {
    ...rest,
    actor:
      actorId === null || actorName === null || actorRole === null
        ? null
        : { id: actorId, name: actorName, role: actorRole },
    changes: Object.entries(diffFields).map(toChange),
  };
}

/** A field without values is a personal one: the log keeps only that it changed. */
function toChange([field, values]: [string, AuditRow['diffFields'][string]]): Change {
  const { before = null, after = null } = values;
  return { field, before, after, isPersonal: Object.keys(values).length === 0 };
}

export const toVerification = (stored: StoredVerification): VerificationView => ({
  at: stored.at,
  firstSealNo: stored.firstSealNo,
  lastSealNo: stored.lastSealNo,
  isWhole: stored.firstSealNo === 1,
  fault: stored.fault,
});
