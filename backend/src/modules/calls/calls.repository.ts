import type { Db } from '../../platform/db/database.js';

export interface Classification {
  readonly disposition?: string | null;
  readonly comment?: string | null;
}

/** What a change of a call must know of it. */
export interface CallState {
  readonly id: number;
  readonly city: string | null;
  readonly phoneClient: string | null;
  readonly operatorId: number | null;
  readonly disposition: string | null;
  readonly comment: string | null;
  readonly version: number;
}

/** The one write of people on calls: their outcome and comment. */
export const createCallsRepository = (db: Db) => ({
  find: (organizationId: number, id: number): Promise<CallState | null> =>
    db.call.findUnique({
      where: { organizationId_id: { organizationId, id } },
      select: {
        id: true,
        city: true,
        phoneClient: true,
        operatorId: true,
        disposition: true,
        comment: true,
        version: true,
      },
    }),

  hasDisposition: async (organizationId: number, code: string): Promise<boolean> =>
    (await db.disposition.count({ where: { organizationId, code } })) > 0,

  /** False when the row has moved on from that version. */
  classify: async (
    { organizationId, id, version }: { organizationId: number; id: number; version: number },
    change: Classification & { readonly updatedAt: Date },
  ): Promise<boolean> => {
    const { count } = await db.call.updateMany({
      where: { organizationId, id, version },
      data: { ...change, version: { increment: 1 } },
    });
    return count === 1;
  },
});
