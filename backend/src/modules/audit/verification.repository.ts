import type { Db } from '../../platform/db/database.js';
import type { ChainFault, ChainFaultKind } from './chain.rules.js';
import type { Verdict } from './verify-chain.js';

export interface StoredVerification extends Verdict {
  readonly at: Date;
}

export interface Verifier {
  /** Null: the worker by itself, for everybody. */
  readonly organizationId: number | null;
  readonly operatorId: number | null;
}

/** What looks at the chain found. */
export const createVerificationRepository = (db: Db) => ({
  insert: async (
    { organizationId, operatorId }: Verifier,
    { firstSealNo, lastSealNo, fault }: Verdict,
  ): Promise<StoredVerification> =>
    toStored(
      await db.auditVerification.create({
        data: {
          organizationId,
          actorOperatorId: operatorId,
          firstSealNo,
          lastSealNo,
          fault: fault?.kind ?? null,
          faultSealNo: fault?.sealNo ?? null,
          faultAuditId: fault?.auditId ?? null,
        },
      }),
    ),

  /** The newest one, of this organisation or of the worker. */
  findLatest: async (organizationId: number): Promise<StoredVerification | null> => {
    const row = await db.auditVerification.findFirst({
      where: { OR: [{ organizationId }, { organizationId: null }] },
      orderBy: { id: 'desc' },
    });
    return row && toStored(row);
  },
});

interface Row {
  readonly at: Date;
  readonly firstSealNo: bigint | null;
  readonly lastSealNo: bigint | null;
  readonly fault: string | null;
  readonly faultSealNo: bigint | null;
  readonly faultAuditId: bigint | null;
}

const orNull = (value: bigint | null): number | null => (value === null ? null : Number(value));

const toStored = (row: Row): StoredVerification => ({
  at: row.at,
  firstSealNo: orNull(row.firstSealNo),
  lastSealNo: orNull(row.lastSealNo),
  fault: toFault(row),
});

function toFault({ fault, faultSealNo, faultAuditId }: Row): ChainFault | null {
  if (fault === null || faultSealNo === null) return null;
  return { kind: fault as ChainFaultKind, sealNo: Number(faultSealNo), auditId: orNull(faultAuditId) };
}
