import { createHash } from 'node:crypto';

/** What somebody outside posted, after its origin has been proven. */
export interface ReceivedEvent {
  readonly organizationId: number;
  /** Who posted it: `mango`. */
  readonly provider: string;
  /** The sender's own path, such as `events/call`. */
  readonly path: string;
  /** The signed text as bytes, never parsed before it is stored. */
  readonly raw: Buffer;
  /** Null for "now", by the database's clock; set for what waited in the spool. */
  readonly receivedAt: Date | null;
}

/** Two deliveries with one digest are copies: SHA-256 of provider, path and bytes, each in its place. */
export function digestOf({ provider, path, raw }: ReceivedEvent): Buffer {
  return createHash('sha256').update(`${provider}\n${path}\n`).update(raw).digest();
}
