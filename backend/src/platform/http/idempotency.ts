import { createHash } from 'node:crypto';
import { Prisma } from '../../generated/prisma/client.js';
import { isDatabaseNotReady } from '../db/database-errors.js';
import { withCommitMark } from '../db/commit-mark.js';
import type { Database, Db, Sql } from '../db/database.js';
import type { Answer, MountDeps, OnceRequest } from './mount.js';
import { problem } from './problem.js';

/** A caller that waits for the first of identical requests looks this often, this long. */
const LOOK_EVERY_MS = 50;
const WAIT_MS = 5_000;
/** A first request that has not answered by then died with its process; the next one takes over. */
const ABANDONED_MS = 15_000;
const abandonedBefore = (): Date => new Date(Date.now() - ABANDONED_MS);
/** Stands for the status while the work is committed and its answer not yet stored. */
const COMMITTED = 0;

/**
 * Runs a request with an `Idempotency-Key` once: the same person, key and body get the first answer again, for 24 hours.
 * The row of the key is what decides between requests at the same time. A request that failed leaves no row and may be repeated; one
 * whose work was committed is never done again, even if its process or the database went away before the answer was stored: then a
 * repetition is told 409 `already_exists`.
 */
export const createOnce =
  (database: Database, waitMs = WAIT_MS): MountDeps['once'] =>
  async (request, work) => {
    const bodyHash = hashOf(request);
    const where = { operatorId: request.actor.operatorId, key: request.key };
    const until = Date.now() + waitMs;
    const { keepsAnswer } = request;
    for (;;) {
      if (await claim(database, where, bodyHash)) return runFirst(database, { where, keepsAnswer }, work);
      const answer = await waitForFirst(database, { where, bodyHash, until, keepsAnswer });
      if (answer) return answer;
    }
  };

interface Where {
  readonly operatorId: number;
  readonly key: string;
}

async function claim(database: Database, where: Where, bodyHash: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const { count } = await database.prisma.idempotencyKey.createMany({
    data: [{ ...where, bodyHash }],
    skipDuplicates: true,
  });
  if (count === 1) return true;
  const abandoned = await database.prisma.idempotencyKey.updateMany({
    where: { ...where, bodyHash, status: null, createdAt: { lt: abandonedBefore() } },
    data: { createdAt: new Date() },
  });
  return abandoned.count === 1;
}

interface First {
  readonly where: Where;
  readonly keepsAnswer: boolean;
}

async function runFirst(
  { prisma }: Database,
  { where, keepsAnswer }: First,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const mark = async (db: Db): Promise<void> => {
    await db.idempotencyKey.updateMany({ where, data: { status: COMMITTED } });
  };
  try {
    const answer = await withCommitMark(mark, work);
    if (!keepsAnswer) return answer;
    const response = JSON.parse(JSON.stringify(answer.body ?? null)) as Prisma.InputJsonValue | null;
    await prisma.idempotencyKey.update({
      where: { operatorId_key: where },
      data: { status: answer.status, response: response ?? Prisma.JsonNull, location: answer.location },
    });
    return answer;
  } catch (error) {
    const freed = prisma.idempotencyKey.deleteMany({ where: { ...where, status: null } });
    // With the database away the caller is told at once; the key is then taken over as an abandoned one.
    if (isDatabaseNotReady(error)) freed.catch(() => undefined);
    else await freed;
    throw error;
  }
}

interface Waiting {
  readonly where: Where;
  readonly bodyHash: Uint8Array;
  /** In milliseconds of the epoch. */
  readonly until: number;
  readonly keepsAnswer: boolean;
}

/**
 * The first answer; null when the first request failed or died, so that this one may try.
 * @throws Problem `idempotency_key_reused`; `already_exists` when the work is done and its answer lost; `overloaded` when it lasts.
 */
async function waitForFirst(
  { prisma }: Database,
  { where, bodyHash, until, keepsAnswer }: Waiting,
): Promise<Answer | null> {
  for (;;) {
    const first = await prisma.idempotencyKey.findUnique({ where: { operatorId_key: where } });
    if (!first) return null;
    if (!Buffer.from(first.bodyHash).equals(bodyHash)) throw problem('idempotency_key_reused');
    const { status, response, location, createdAt } = first;
    if (status) return { status, body: response ?? undefined, location };
    if (status === null && createdAt < abandonedBefore()) return null;
    assertWorthWaiting(status, until, keepsAnswer);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** @throws Problem `already_exists` when the work is done and its answer is not to be had, `overloaded` when it lasts too long. */
function assertWorthWaiting(status: number | null, until: number, keepsAnswer: boolean): void {
  const isOverdue = Date.now() > until;
  if (status === COMMITTED && (isOverdue || !keepsAnswer)) throw problem('already_exists');
  if (isOverdue) throw problem('overloaded', { retryAfterSeconds: 1 });
}

function hashOf({ operationId, input }: OnceRequest): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    createHash('sha256')
      .update(JSON.stringify([operationId, input]))
      .digest(),
  );
}

/**
 * Forgets the kept answers of an organisation's people that match a pattern: whoever repeats such a request is told
 * `idempotency_key_reused`, and it is not done again.
 */
export async function forgetAnswers(
  sql: Sql,
  { organizationId, pattern }: { organizationId: number; pattern: string },
): Promise<void> {
  await sql.query({
    text: `UPDATE idempotency_key SET response = NULL, location = NULL, status = 0, body_hash = decode(md5(random()::text), 'hex')
      WHERE operator_id IN (SELECT id FROM callcentre_operator WHERE organization_id = $1::int)
        AND concat_ws(' ', response::text, location) ~ $2`,
    values: [organizationId, pattern],
  });
}
