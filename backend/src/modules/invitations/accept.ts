import type { Actor } from '../../platform/access/actor.js';
import type { Db } from '../../platform/db/database.js';
import { problem } from '../../platform/http/problem.js';
import { recordAudit } from '../audit/index.js';
import type { CheckedEmployment } from '../operators/index.js';
import type { InviteDeps } from './invite.js';
import { findBySecret } from './invitations.queries.js';
import { createInvitationsRepository, createInvitedAccounts, digestOf } from './invitations.repository.js';
import { toOpen, type OpenInvitation } from './invitations.rules.js';

export interface AcceptDeps extends InviteDeps {
  /** @throws Problem `overloaded`. */
  readonly hashPassword: (password: string) => Promise<string>;
  /** @throws Problem `invalid_fields` on the field that is named. */
  readonly passwordRules: {
    assertForNew: (
      password: string,
      field: string,
      owner: { organizationId: number; login: string; name: string; email: string | null },
    ) => Promise<void>;
  };
  /** Makes an address the account's, unverified, and writes to it. */
  readonly setEmail: (
    db: Db,
    address: { readonly accountId: number; readonly email: string | null },
  ) => Promise<void>;
}

/** @throws Problem `not_found`, `token_used`, `token_expired`. */
export const getOpen = async (
  { database, clock }: Pick<InviteDeps, 'database' | 'clock'>,
  secret: string,
): Promise<OpenInvitation> => toOpen(await findBySecret(database.sql, digestOf(secret)), clock.now());

export interface NewLogin {
  readonly token: string;
  readonly login: string;
  readonly password: string;
}

/**
 * Makes an account and employs it as the invitation says. Nobody is signed in.
 * @throws Problem those of {@link getOpen}, `invalid_fields`, `already_exists` for a login or an address that is another account's.
 */
export async function acceptWithNewAccount(
  deps: AcceptDeps,
  { token, login, password }: NewLogin,
): Promise<{ login: string; organization: string }> {
  const { clock, passwordRules, hashPassword } = deps;
  const invitation = await getOpen(deps, token);
  const { name, email, delivery, locale, extension, sipAddress, organizationId } = invitation;
  const employment = await check(deps, invitation);
  await passwordRules.assertForNew(password, 'password', { organizationId, login, name, email });
  const passwordHash = await hashPassword(password);
  const now = clock.now();
  await deps.employment.write(organizationId, { login, email, extension, sipAddress }, async (db) => {
    await take(db, invitation, now);
    const accounts = createInvitedAccounts(db);
    const person = { login, passwordHash, passwordChangedAt: now, locale };
    const accountId = await accounts.insert(person);
    await employ(deps, db, { invitation, employment, accountId });
    if (email === null) return;
    if (delivery === 'email') await accounts.setProvenEmail(accountId, email, now);
    else await deps.setEmail(db, { accountId, email });
  });
  return { login, organization: invitation.organizationName };
}

export interface Joined {
  readonly id: number;
  readonly organization: { readonly id: number; readonly name: string };
}

/**
 * Employs the caller's own account besides where he works already.
 * @throws Problem those of {@link getOpen}, `already_exists` when he works there already.
 */
export async function joinWithOwnAccount(deps: AcceptDeps, actor: Actor, secret: string): Promise<Joined> {
  const { clock } = deps;
  const { accountId } = actor;
  const invitation = await getOpen(deps, secret);
  const employment = await check(deps, invitation);
  const { organizationId, organizationName, email, delivery, extension, sipAddress } = invitation;
  const now = clock.now();
  const id = await deps.employment.write(organizationId, { extension, sipAddress }, async (db) => {
    await take(db, invitation, now);
    if ((await db.operator.count({ where: { organizationId, userAccountId: accountId } })) > 0)
      throw problem('already_exists');
    if (email !== null && delivery === 'email')
      await createInvitedAccounts(db).proveEmail(accountId, email, now);
    return employ(deps, db, { invitation, employment, accountId });
  });
  return { id, organization: { id: organizationId, name: organizationName } };
}

async function take(db: Db, { id }: OpenInvitation, now: Date): Promise<void> {
  if (!(await createInvitationsRepository(db).take(id, now))) throw problem('token_used');
}

/** Under the rules as they stand now, by the right of the inviter as he stands now. */
function check(
  { employment }: AcceptDeps,
  { organizationId, inviterRole, city, cities, ...rest }: OpenInvitation,
): Promise<CheckedEmployment> {
  const draft = { ...rest, city: city ?? '', ...(cities.length > 0 && { cities }) };
  return employment.check({ organizationId, role: inviterRole }, draft);
}

interface Accepted {
  readonly invitation: OpenInvitation;
  readonly employment: CheckedEmployment;
  readonly accountId: number;
}

async function employ(
  deps: AcceptDeps,
  db: Db,
  { invitation: { id, organizationId }, employment, accountId }: Accepted,
): Promise<number> {
  const person = { organizationId, accountId, status: 'active', employment };
  const operatorId = await deps.employment.add(db, person);
  await createInvitationsRepository(db).noteOperator(id, operatorId);
  await recordAudit(db, {
    action: 'invitation.accept',
    ...{ objectType: 'invitation', objectId: id, organizationId, accountId },
    fields: { operatorId: { after: operatorId } },
  });
  return operatorId;
}
