import type { Actor } from '../../../platform/access/actor.js';
import { takeQuota } from '../../../platform/db/quota.js';
import { problem } from '../../../platform/http/problem.js';
import { currentContext } from '../../../platform/http/request-context.js';
import { recordAudit } from '../../audit/index.js';
import { toRow } from '../letters.js';
import { sendLetter, type SendLetterDeps } from './send-letter.js';

const QUOTA = { times: 5, windowSeconds: 300 };

export interface TestOutcome {
  readonly status: 'sent' | 'failed';
  readonly error: string | null;
}

/** Sends a letter while the caller waits: one try, whose outcome he sees. @throws Problem `too_many_requests`. */
export async function sendTestLetter(deps: SendLetterDeps, actor: Actor, to: string): Promise<TestOutcome> {
  const { database, clock, secretBox } = deps;
  const { organizationId, accountId, name: sender } = actor;
  const key = `mail:test:${String(organizationId)}`;
  const retryAfterSeconds = await takeQuota(database.sql, { ...QUOTA, key }, clock.now());
  if (retryAfterSeconds > 0) throw problem('too_many_requests', { retryAfterSeconds });
  const id = await database.inTransaction(async (db) => {
    const { name: organization } = await db.organization.findUniqueOrThrow({ where: { id: organizationId } });
    const locale = currentContext()?.locale ?? 'ru';
    const letter = { template: 'test', params: { organization, sender }, to, locale } as const;
    const row = toRow(secretBox, { ...letter, organizationId, accountId });
    const data = { ...row, createdAt: clock.now() };
    const message = await db.mailMessage.create({ data, select: { id: true } });
    await recordAudit(db, {
      action: 'mail_account.test',
      objectType: 'mail_account',
      objectId: organizationId,
    });
    return message.id;
  });
  await sendLetter(deps, Number(id), { isOnly: true });
  const { status, lastError } = await database.prisma.mailMessage.findUniqueOrThrow({ where: { id } });
  return { status: status === 'sent' ? 'sent' : 'failed', error: lastError };
}
