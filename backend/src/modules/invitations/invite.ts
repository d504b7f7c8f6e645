import type { Actor } from '../../platform/access/actor.js';
import { sqlStateOf } from '../../platform/db/database-errors.js';
import { sqlOfDb, type Database, type Db } from '../../platform/db/database.js';
import { takeQuota } from '../../platform/db/quota.js';
import { invalidField, notFound, problem } from '../../platform/http/problem.js';
import { currentContext } from '../../platform/http/request-context.js';
import type { Clock } from '../../platform/time.js';
import { changedFields, recordAudit } from '../audit/index.js';
import type { Letters } from '../mail/index.js';
import type { Employment } from '../operators/index.js';
import { chooseDelivery, openDeliveries, type DeliveriesDeps } from './deliveries.js';
import type { Delivery, InvitationDraft, IssuedInvitationView } from './invitations.contract.js';
import { toInvitation } from './invitations.presenter.js';
import { findInvitation, isEmployed, type InvitationRow } from './invitations.queries.js';
import { createInvitationsRepository } from './invitations.repository.js';
import { expiryOf, INVITATION_HOURS } from './invitations.rules.js';

export interface InviteDeps extends DeliveriesDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly letters: Letters;
  readonly publicUrl: URL;
  readonly employment: Employment;
}

const UNIQUE_VIOLATION = '23505';
const REISSUES = { times: 5, windowSeconds: 3600 };

/**
 * Invites a person under the rules of employing him. Whether the address has an account somewhere is neither asked nor told.
 * @throws Problem `forbidden`, `invalid_fields`, `already_exists` for an address that is invited or employed here, an extension in use.
 */
export async function invite(
  deps: InviteDeps,
  actor: Actor,
  draft: InvitationDraft,
): Promise<IssuedInvitationView> {
  const { database, clock, employment } = deps;
  const { organizationId, operatorId: invitedById } = actor;
  const { email, delivery, locale } = wayOf(await openDeliveries(deps, organizationId), draft);
  const { cityIds: _, masterId: __, ...employed } = await employment.check(actor, draft);
  const { extension, sipAddress } = employed;
  await employment.assertFree(organizationId, { extension, sipAddress });
  if (email !== null && (await isEmployed(database.sql, organizationId, email))) throw taken();

  const now = clock.now();
  const columns = { ...employed, cities: [...employed.cities], email, delivery, locale };
  return unlessInvited(() =>
    database.inTransaction(async (db) => {
      const repository = createInvitationsRepository(db);
      if (email !== null) await repository.closeExpired(organizationId, email, now);
      const issue = { now, expiresAt: expiryOf(now) };
      const { id, secret } = await repository.insert({ ...columns, organizationId, invitedById }, issue);
      await recordAudit(db, {
        action: 'invitation.create',
        ...objectOf(id),
        fields: changedFields(null, columns),
      });
      return hand(deps, db, { actor, id, secret });
    }),
  );
}

function wayOf(open: readonly Delivery[], { email = null, ...draft }: InvitationDraft) {
  const usual = email === null ? 'link' : 'email';
  const delivery = chooseDelivery(open, { wanted: draft.delivery, usual });
  if (delivery === 'email' && email === null) throw invalidField('email', 'required');
  return { email, delivery, locale: draft.locale ?? currentContext()?.locale ?? 'ru' };
}

const objectOf = (id: number) => ({ objectType: 'invitation', objectId: id });

const taken = (cause?: unknown) =>
  problem('already_exists', { errors: [{ field: 'email', code: 'invalid_value' }], cause });

async function unlessInvited<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (sqlStateOf(error) === UNIQUE_VIOLATION) throw taken(error);
    throw error;
  }
}

export interface Reissue {
  readonly id: number;
  readonly delivery: InvitationDraft['delivery'];
}

/** @throws Problem `not_found`, `forbidden`, `illegal_transition` once accepted or taken back, `too_many_requests`, `invalid_fields`. */
export async function reissue(
  deps: InviteDeps,
  actor: Actor,
  { id, delivery: wanted }: Reissue,
): Promise<IssuedInvitationView> {
  const { database, clock } = deps;
  const open = await openDeliveries(deps, actor.organizationId);
  return database.inTransaction(async (db) => {
    const before = await getOwn(db, actor, id);
    if (before.role === 'owner' && actor.role !== 'owner')
      throw problem('forbidden', { detail: 'Only an owner makes an owner' });
    const delivery = chooseDelivery(open, { wanted, usual: before.delivery });
    if (delivery === 'email' && before.email === null) throw invalidField('delivery', 'invalid_value');
    const now = clock.now();
    const retryAfterSeconds = await takeQuota(
      sqlOfDb(db),
      { ...REISSUES, key: `invitation:${String(id)}` },
      now,
    );
    if (retryAfterSeconds > 0) throw problem('too_many_requests', { retryAfterSeconds });
    const issue = { now, expiresAt: expiryOf(now), delivery };
    const secret = await createInvitationsRepository(db).reissue(id, issue);
    if (secret === null) throw problem('illegal_transition', { extensions: { allowed: [] } });
    await recordAudit(db, {
      action: 'invitation.resend',
      ...objectOf(id),
      fields: changedFields({ delivery: before.delivery }, { delivery }),
    });
    return hand(deps, db, { actor, id, secret });
  });
}

/** @throws Problem `not_found`, `illegal_transition` once accepted. */
export function revoke({ database, clock }: InviteDeps, actor: Actor, id: number): Promise<void> {
  return database.inTransaction(async (db) => {
    const { acceptedAt } = await getOwn(db, actor, id);
    if (acceptedAt !== null) throw problem('illegal_transition', { extensions: { allowed: [] } });
    if (!(await createInvitationsRepository(db).revoke(id, clock.now()))) return;
    await recordAudit(db, { action: 'invitation.revoke', ...objectOf(id) });
  });
}

async function getOwn(db: Db, { organizationId }: Actor, id: number): Promise<InvitationRow> {
  const row = await findInvitation(sqlOfDb(db), organizationId, id);
  if (!row) throw notFound('invitation');
  return row;
}

interface Handing {
  readonly actor: Actor;
  readonly id: number;
  readonly secret: string;
}

/** The link goes by e-mail, and to nobody else; or to the inviter, this once. */
async function hand(
  { letters, publicUrl, clock }: InviteDeps,
  db: Db,
  { actor, id, secret }: Handing,
): Promise<IssuedInvitationView> {
  const row = await getOwn(db, actor, id);
  const link = `${new URL('/invitation', publicUrl).href}#token=${secret}`;
  const view = toInvitation(row, clock.now());
  if (row.delivery === 'link' || row.email === null) return { ...view, link };
  const { organizationId, name: inviter } = actor;
  const { name: organization } = await db.organization.findUniqueOrThrow({ where: { id: organizationId } });
  await letters.queue(db, {
    ...{ template: 'invitation', params: { link, hours: INVITATION_HOURS, organization, inviter } },
    ...{ to: row.email, locale: row.locale, organizationId, accountId: null },
  });
  return { ...view, link: null };
}
