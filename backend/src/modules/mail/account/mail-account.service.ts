import type { Actor } from '../../../platform/access/actor.js';
import type { MailEnvironment } from '../../../platform/config/mail.js';
import type { SecretBox } from '../../../platform/crypto/secret-box.js';
import { sqlOfDb, type Database } from '../../../platform/db/database.js';
import { invalidField, notFound, problem, staleVersion } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { changedFields, recordAudit } from '../../audit/index.js';
import { requestSending } from '../letters.js';
import type { MailAccountDraft, MailAccountView } from '../mail.contract.js';
import { countLetters } from '../messages/messages.queries.js';
import { vetHost } from '../sending/allowed-hosts.js';
import { findForgotten } from '../sending/letters.repository.js';
import { mayChangeServer } from './mail-account.policy.js';
import {
  createMailAccountRepository,
  type MailAccountRow,
  type NewMailAccount,
} from './mail-account.repository.js';
import { assertCredentials } from './mail-account.rules.js';

export interface MailAccountDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly secretBox: SecretBox;
  readonly mail: MailEnvironment;
}

export type MailAccountService = ReturnType<typeof createMailAccountService>;

export function createMailAccountService(deps: MailAccountDeps) {
  const { database, mail } = deps;
  const get = async (actor: Actor): Promise<MailAccountView> => {
    const [row, letters] = await Promise.all([
      createMailAccountRepository(database.prisma).find(actor.organizationId),
      countLetters(database.sql, actor.organizationId),
    ]);
    const fallback = mail.server ? 'installation' : 'none';
    return {
      source: row ? 'organization' : fallback,
      own: row && toOwn(row),
      installationFrom: mail.server?.from.address ?? null,
      mayChange: mayChangeServer(actor),
      letters,
    };
  };

  return {
    get,
    set: async (actor: Actor, draft: MailAccountDraft): Promise<MailAccountView> => {
      assertMayChange(actor);
      await assertHost(draft, mail.allowedHosts);
      await save(deps, actor, draft);
      return get(actor);
    },
    /** @throws Problem `not_found` where the organisation has no server of its own. */
    remove: async (actor: Actor): Promise<void> => {
      assertMayChange(actor);
      await database.inTransaction(async (db) => {
        if (!(await createMailAccountRepository(db).remove(actor.organizationId)))
          throw notFound('mail account');
        await recordAudit(db, { action: 'mail_account.delete', ...objectOf(actor) });
      });
    },
  };
}

const objectOf = ({ organizationId }: Actor) => ({ objectType: 'mail_account', objectId: organizationId });

const toOwn = ({ passwordSealed, ...row }: MailAccountRow) => ({
  host: row.host,
  port: row.port,
  security: row.security,
  username: row.username,
  hasPassword: passwordSealed !== null,
  fromAddress: row.fromAddress,
  fromName: row.fromName,
  version: row.version,
  updatedAt: row.updatedAt,
});

/** @throws Problem `forbidden`. */
export function assertMayChange(actor: Actor): void {
  if (!mayChangeServer(actor))
    throw problem('forbidden', { detail: 'Only an owner chooses the mail server' });
}

async function assertHost(server: MailAccountDraft, allowedHosts: readonly string[]): Promise<void> {
  const { kind } = await vetHost(server, allowedHosts);
  if (kind !== 'allowed') throw invalidField('host', 'invalid_value');
}

async function save(deps: MailAccountDeps, actor: Actor, draft: MailAccountDraft): Promise<void> {
  const { database, clock } = deps;
  const { organizationId } = actor;
  await database.inTransaction(async (db) => {
    const repository = createMailAccountRepository(db);
    await repository.lock(organizationId);
    const before = await repository.find(organizationId);
    if (before && before.version !== draft.version) throw staleVersion(toOwn(before));
    const account = toAccount(deps, draft, before);
    await repository.save(organizationId, account, clock.now());
    const { passwordSealed: _, ...shown } = account;
    await recordAudit(db, {
      action: before ? 'mail_account.update' : 'mail_account.create',
      ...objectOf(actor),
      fields: {
        ...changedFields(before && { ...before }, shown),
        ...(draft.password !== undefined && { password: {} }),
      },
    });
    // What waited for a server need not wait for the next look.
    for (const { id } of await findForgotten(sqlOfDb(db), clock.now())) await requestSending(db, id);
  });
}

/** The account as it is stored; the password of before stays where no new one comes. @throws Problem `invalid_fields`. */
function toAccount(
  { secretBox }: Pick<MailAccountDeps, 'secretBox'>,
  { version: _, password, username = null, fromName = null, ...server }: MailAccountDraft,
  before: MailAccountRow | null,
): NewMailAccount {
  const known = before?.passwordSealed ? before : null;
  assertCredentials({ wanted: { ...server, username }, password, known });
  const kept = username === null ? null : (known?.passwordSealed ?? null);
  const passwordSealed = password === undefined ? kept : secretBox.seal(password);
  return { ...server, username, fromName, passwordSealed };
}
