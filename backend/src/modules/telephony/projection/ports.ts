import type { Sql } from '../../../platform/db/database.js';
import type { TakePresenceStep } from '../presence/reconcile-presence.js';

/** What other modules do when a call changes, in the same transaction; the container hands it in. */
export interface CallPorts {
  /** Views of calls in the order of `ids`; those that are gone are left out. */
  readonly callViewsByIds: (
    sql: Sql,
    organizationId: number,
    ids: readonly number[],
  ) => Promise<readonly { readonly id: number; readonly city: string | null }[]>;
  /** Ring briefs by the id of their call. */
  readonly ringBriefsOf: (
    sql: Sql,
    calls: { organizationId: number; callIds: readonly number[] },
  ) => Promise<ReadonlyMap<number, object>>;
  /** Works out anew which of these clients nobody has reached since they missed us. */
  readonly recomputeDebts: (sql: Sql, organizationId: number, phones: readonly string[]) => Promise<unknown>;
  /** Links a call to the open orders of its client; linking again changes nothing. */
  readonly linkCallToOpenOrders: (
    sql: Sql,
    call: { organizationId: number; callId: number },
  ) => Promise<unknown>;
  /** Asks for the audio of recordings from that instant on; asking again replaces the request. */
  readonly requestRecordingFetches: (
    sql: Sql,
    requests: readonly { readonly recordingRowId: number; readonly runAt: Date }[],
  ) => Promise<unknown>;
  readonly takePresenceStep: TakePresenceStep;
}
