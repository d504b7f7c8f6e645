import type { Actor } from '../../../platform/access/actor.js';
import type { Database } from '../../../platform/db/database.js';
import type { Clock } from '../../../platform/time.js';
import { recordAudit } from '../../audit/index.js';
import { placesOf } from '../sign-in/sign-in-throttle.js';
import { createPostgresBuckets } from '../sign-in/throttle.repository.js';
import { accessOf, personOf, recordOf } from './own-data.queries.js';

/** How much work bears a person's name; counted by the modules that own it. */
export interface WorkCounts {
  readonly calls: number;
  readonly orders: number;
}

export interface OwnDataDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly countWork: (person: { organizationId: number; operatorId: number }) => Promise<WorkCounts>;
}

const EXPORTS_A_DAY = { limit: 5, seconds: 86_400 };

/** Everything that is kept about a person, for himself. @throws Problem `too_many_requests` after five a day. */
export async function exportOwnData({ database, clock, countWork }: OwnDataDeps, actor: Actor) {
  const { accountId } = actor;
  const exportedAt = clock.now();
  const key = `export:${String(accountId)}`;
  // No guess at anything: counted in the database, also where guesses are counted elsewhere.
  placesOf(await createPostgresBuckets(database).takeOfWindow(key, EXPORTS_A_DAY, exportedAt), exportedAt);
  const { account, employments } = await personOf(database, accountId);
  const worked = await Promise.all(
    employments.map(async ({ organizationId, ...employment }) => ({
      ...employment,
      ...(await countWork({ organizationId, operatorId: employment.id })),
    })),
  );
  const content = {
    ...{ exportedAt, account, employments: worked },
    ...(await accessOf(database, accountId)),
    ...(await recordOf(database, accountId)),
  };
  await recordAudit(database.prisma, {
    action: 'account.export',
    objectType: 'user_account',
    objectId: accountId,
  });
  return content;
}
