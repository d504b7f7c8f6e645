import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '../../../platform/db/database.js';
import type { Logger } from '../../../platform/logging/logger.js';
import type { Refusal } from '../../inbox/index.js';
import {
  findEntries,
  loadFacts,
  storeFacts,
  type FactToStore,
  type StoredFact,
} from './call-events.repository.js';
import { placeOf, type CallFact, type NewFact } from './read-events.js';

/** All that is known of one entry. */
export interface EntryFacts {
  readonly entryId: string;
  readonly facts: readonly CallFact[];
  /** Those of them that this batch brought. */
  readonly news: readonly CallFact[];
  /** Instant of receipt of the newest fact. */
  readonly lastReceivedAt: Date;
  readonly firstReceivedAt: Date;
}

export interface PlacedFacts {
  readonly placed: readonly (NewFact & { readonly entryId: string })[];
  /** Facts that belong to a call nobody has told of yet. */
  readonly refusals: ReadonlyMap<number, Refusal>;
}

/** Finds the entry of each fact; the few that name none are placed by their leg or recording, or wait until those are known. */
export async function placeFacts(
  sql: Sql,
  organizationId: number,
  facts: readonly NewFact[],
): Promise<PlacedFacts> {
  const homeless = facts.filter(({ fact }) => fact.entryId === null);
  const clues = homeless.map(({ fact }) => ({
    callId: 'callId' in fact ? fact.callId : null,
    recordingId: 'recordingId' in fact ? fact.recordingId : null,
  }));
  const found = await findEntries(sql, organizationId, clues);
  const entryOf = new Map(homeless.map(({ inboxId }, index) => [inboxId, found[index] ?? null]));
  const refusals = new Map<number, Refusal>();
  const placed = facts.flatMap((item) => {
    const entryId = item.fact.entryId ?? entryOf.get(item.inboxId) ?? null;
    if (entryId !== null) return [{ ...item, entryId }];
    refusals.set(item.inboxId, { outcome: 'later', reason: 'its call is not known' });
    return [];
  });
  return { placed, refusals };
}

interface Gathering {
  readonly organizationId: number;
  readonly entryIds: readonly string[];
  readonly placed: PlacedFacts['placed'];
  readonly logger: Logger;
}

/** Stores the new facts of locked entries beside the old ones and returns everything known of each entry. Copies add nothing. */
export async function gatherFacts(
  sql: Sql,
  { organizationId, entryIds, placed, logger }: Gathering,
): Promise<EntryFacts[]> {
  const known = await loadFacts(sql, organizationId, entryIds);
  const toStore = chooseNew(known, placed, logger);
  const stored = await storeFacts(sql, organizationId, toStore);
  if (stored.length < toStore.length) {
    logger.warn('telephony gave one leg to two calls, the first keeps it', {
      count: toStore.length - stored.length,
    });
  }
  const byEntry = new Map(
    entryIds.map((entryId) => [entryId, { known: [] as StoredFact[], news: [] as FactToStore[] }]),
  );
  for (const fact of known) byEntry.get(fact.entryId)?.known.push(fact);
  for (const fact of stored) byEntry.get(fact.entryId)?.news.push(fact);
  return [...byEntry].flatMap(([entryId, { known: old, news }]) => toEntryFacts(entryId, old, news));
}

function toEntryFacts(
  entryId: string,
  known: readonly StoredFact[],
  news: readonly FactToStore[],
): EntryFacts[] {
  const all = [...known, ...news];
  if (all.length === 0) return [];
  const times = all.map(({ receivedAt }) => receivedAt.getTime());
  return [
    {
      entryId,
      facts: all.map(({ payload }) => payload),
      news: news.map(({ payload }) => payload),
      firstReceivedAt: new Date(Math.min(...times)),
      lastReceivedAt: new Date(Math.max(...times)),
    },
  ];
}

const keyOf = (kind: string, eventKey: string, seq: number): string => `${kind} ${String(seq)} ${eventKey}`;

/**
 * The facts not known yet. One that contradicts a known fact of the same key is kept beside it under a key of its own, so that the fold,
 * which sees both, gives the same call whichever came first.
 */
function chooseNew(
  known: readonly StoredFact[],
  placed: PlacedFacts['placed'],
  logger: Logger,
): FactToStore[] {
  const payloads = new Map(
    known.map((fact) => [keyOf(fact.payload.kind, fact.eventKey, fact.seq), fact.payload]),
  );
  const chosen: FactToStore[] = [];
  for (const { inboxId, receivedAt, fact, entryId } of placed) {
    const { eventKey, seq } = placeOf(fact);
    const ownKey = keyOf(fact.kind, eventKey, seq);
    const existing = payloads.get(ownKey);
    if (existing !== undefined && isDeepStrictEqual(existing, fact)) continue;
    const storedKey = existing === undefined ? eventKey : variantKey(eventKey, fact);
    const key = keyOf(fact.kind, storedKey, seq);
    if (payloads.has(key)) continue;
    if (existing !== undefined) {
      logger.warn('telephony told one event in two ways, both are kept', { inboxId, kind: fact.kind, seq });
    }
    payloads.set(key, fact);
    chosen.push({ entryId, eventKey: storedKey, seq, payload: fact, receivedAt, inboxId });
  }
  return chosen;
}

const variantKey = (eventKey: string, fact: CallFact): string =>
  `${eventKey}#${createHash('sha256').update(JSON.stringify(fact)).digest('hex').slice(0, 16)}`;
