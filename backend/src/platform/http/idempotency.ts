import { createHash } from 'node:crypto';
import { Prisma } from '../../generated/prisma/client.js';
import type { Database } from '../db/database.js';
import type { Answer, MountDeps, OnceRequest } from './mount.js';
import { problem } from './problem.js';

/** A caller that waits for the first of identical requests looks this often, this long. */
const LOOK_EVERY_MS = 50;
const WAIT_MS = 10_000;
/** A first request that has not answered by then died with its process; the next one takes over. */
const ABANDONED_MS = 60_000;

/**
 * Runs a request with an `Idempotency-Key` once: the same person, key and body get the first answer again, for 24 hours.
 * The row of the key is what decides between requests at the same time. A request that failed leaves no row and may be repeated.
 */
export const createOnce =
  (database: Database): MountDeps['once'] =>
  async (request, work) => {
    const bodyHash = hashOf(request);
    const where = { operatorId: request.actor.operatorId, key: request.key };
    if (await claim(database, where, bodyHash)) return runFirst(database, where, work);
    return waitForFirst(database, where, bodyHash);
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
    where: { ...where, bodyHash, status: null, createdAt: { lt: new Date(Date.now() - ABANDONED_MS) } },
    data: { createdAt: new Date() },
  });
  return abandoned.count === 1;
}

async function runFirst(database: Database, where: Where, work: () => Promise<Answer>): Promise<Answer> {
  try {
    const answer = await work();
    const response = JSON.parse(JSON.stringify(answer.body ?? null)) as Prisma.InputJsonValue | null;
    await database.prisma.idempotencyKey.update({
      where: { operatorId_key: where },
      data: { status: answer.status, response: response ?? Prisma.JsonNull, location: answer.location },
    });
    return answer;
  } catch (error) {
    await database.prisma.idempotencyKey.deleteMany({ where: { ...where, status: null } });
    throw error;
  }
}

async function waitForFirst(database: Database, where: Where, bodyHash: Uint8Array): Promise<Answer> {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    const first = await database.prisma.idempotencyKey.findUnique({ where: { operatorId_key: where } });
    if (first && !Buffer.from(first.bodyHash).equals(bodyHash)) throw problem('idempotency_key_reused');
    if (first && first.status !== null) {
      return { status: first.status, body: first.response ?? undefined, location: first.location };
    }
    if (!first || Date.now() > until) throw problem('overloaded', { retryAfterSeconds: 1 });
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function hashOf({ operationId, input }: OnceRequest): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    createHash('sha256')
      .update(JSON.stringify([operationId, input]))
      .digest(),
  );
}
