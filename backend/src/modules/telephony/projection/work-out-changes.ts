import type { Sql } from '../../../platform/db/database.js';
import { foldCall, type FoldContext } from '../mango/index.js';
import { isFinalStatus, type CallChange } from './call-change.rules.js';
import { toCallColumns, toLegColumns, type OperatorIdOf } from './call-row.rules.js';
import { loadCalls, type KnownCall } from './calls.repository.js';
import { createDirectory, findLines, type Directory } from './directory.js';
import type { EntryFacts } from './gather-facts.js';
import { loadLegs, type KnownLeg } from './legs.repository.js';

export interface Circumstances {
  readonly organizationId: number;
  readonly directory: Directory;
  readonly clockOffsetSeconds: number;
  /** Entries whose time to wait for a summary is over. */
  readonly concluded: ReadonlySet<string>;
}

/** Folds every entry anew and holds the result against the rows as they stand. Entries that make no call are left out. */
export async function workOutChanges(
  sql: Sql,
  entries: readonly EntryFacts[],
  circumstances: Circumstances,
): Promise<CallChange[]> {
  const { organizationId } = circumstances;
  const entryIds = entries.map(({ entryId }) => entryId);
  const calls = new Map((await loadCalls(sql, organizationId, entryIds)).map((call) => [call.entryId, call]));
  const legs = await loadLegs(
    sql,
    organizationId,
    [...calls.values()].map(({ id }) => id),
  );
  const changes = entries.flatMap((entry) => {
    const before = calls.get(entry.entryId) ?? null;
    const legsBefore = before === null ? [] : legs.filter(({ callRowId }) => callRowId === before.id);
    return toChange(entry, { before, legsBefore, circumstances });
  });
  return withLines(sql, organizationId, changes);
}

interface Before {
  readonly before: KnownCall | null;
  readonly legsBefore: readonly KnownLeg[];
  readonly circumstances: Circumstances;
}

function toChange(entry: EntryFacts, { before, legsBefore, circumstances }: Before): CallChange[] {
  const conclusion = foldCall(entry.facts, contextOf(entry.entryId, before, circumstances));
  if (conclusion === null) return [];
  const operatorIdOf = createMatch(circumstances.directory, legsBefore);
  const { entryId, news, lastReceivedAt, firstReceivedAt } = entry;
  return [
    {
      entryId,
      before,
      legsBefore,
      after: toCallColumns(conclusion, { operatorIdOf, firstReceivedAt }),
      legs: conclusion.legs.map((leg) => toLegColumns(leg, { operatorIdOf, isOver: conclusion.isFinal })),
      conclusion,
      news,
      lastReceivedAt,
      line: null,
    },
  ];
}

// What was concluded by the timer stays so until the summary: a late recording must not bring the call back to life.
function contextOf(entryId: string, before: KnownCall | null, circumstances: Circumstances): FoldContext {
  const wasConcluded = before !== null && !before.isFinal && isFinalStatus(before.status);
  return {
    concludeWithoutSummary: wasConcluded || circumstances.concluded.has(entryId),
    clockOffsetSeconds: circumstances.clockOffsetSeconds,
    employeeExtensions: circumstances.directory.extensions,
  };
}

/** Whoever stood at a leg when it was first seen stays there, even when his extension goes to somebody else later. */
function createMatch(directory: Directory, legsBefore: readonly KnownLeg[]): OperatorIdOf {
  const matched = createDirectory(
    legsBefore.flatMap(({ operatorId, extension, sip }) =>
      operatorId === null ? [] : [{ id: operatorId, extension, sipAddress: sip }],
    ),
  );
  return (ref) => matched.operatorIdOf(ref) ?? directory.operatorIdOf(ref);
}

// Noted once, when the dialled number is first known: what it means later does not change what it meant to this call.
const asksForLine = ({ before, after }: CallChange): boolean =>
  after.phoneAts !== null && (before === null || (before.rk === null && before.phoneAts !== after.phoneAts));

async function withLines(
  sql: Sql,
  organizationId: number,
  changes: readonly CallChange[],
): Promise<CallChange[]> {
  const numbers = new Set(changes.filter(asksForLine).flatMap(({ after }) => after.phoneAts ?? []));
  const lines = await findLines(sql, organizationId, [...numbers]);
  return changes.map((change) =>
    asksForLine(change) ? { ...change, line: lines.get(change.after.phoneAts ?? '') ?? null } : change,
  );
}
