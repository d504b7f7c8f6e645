import { recordAudit } from '../modules/audit/index.js';
import { generatePassword, passwordColumns, type Passwords } from '../modules/identity/index.js';
import { employOwner } from '../modules/operators/index.js';
import { seedFreshOrganization } from '../modules/reference/index.js';
import type { Database, Db } from '../platform/db/database.js';
import { notify } from '../platform/realtime/notification-bus.js';

const LOGIN = /^[A-Za-z0-9_.-]{3,50}$/;
const HOME = { name: 'Платформа', timezone: 'Europe/Moscow' };

export interface SuperAdmin {
  readonly login: string;
  /** Null for an account that was there already. */
  readonly password: string | null;
}

/**
 * Lets an account look after all organisations. A login that nobody has becomes a new account, in an organisation of its own that holds
 * nothing but those who look after the others.
 * @throws Error with one plain sentence.
 */
export async function makeSuperAdmin(
  { prisma, inTransaction }: Database,
  passwords: Passwords,
  login: string,
): Promise<SuperAdmin> {
  if (!LOGIN.test(login))
    throw new Error(`The login "${login}" must be 3 to 50 of the characters A-Z a-z 0-9 _ . -`);
  const known = await prisma.userAccount.findFirst({
    where: { login: { equals: login, mode: 'insensitive' } },
  });
  const password = known ? null : generatePassword();
  const passwordHash = password === null ? null : await passwords.hash(password);
  await inTransaction(async (db) => {
    if (passwordHash !== null) await employAtHome(db, { login, passwordHash });
    await setSuperAdmin(db, login, true);
  });
  return { login: known?.login ?? login, password };
}

/** Takes it back. @throws Error when there is no such account. */
export const unmakeSuperAdmin = ({ inTransaction }: Database, login: string): Promise<void> =>
  inTransaction((db) => setSuperAdmin(db, login, false));

async function setSuperAdmin(db: Db, login: string, isSuperAdmin: boolean): Promise<void> {
  const account = await db.userAccount.findFirst({
    where: { login: { equals: login, mode: 'insensitive' } },
    include: { employments: { select: { id: true, organizationId: true } } },
  });
  if (!account) throw new Error(`There is no account with the login "${login}"`);
  await db.userAccount.update({ where: { id: account.id }, data: { isSuperAdmin } });
  for (const { id } of account.employments) await notify(db, 'session', String(id));
  await recordAudit(db, {
    action: isSuperAdmin ? 'super_admin.make' : 'super_admin.unmake',
    objectType: 'user_account',
    objectId: account.id,
    organizationId: account.employments[0]?.organizationId ?? null,
    accountId: null,
  });
}

async function employAtHome(
  db: Db,
  { login, passwordHash }: { login: string; passwordHash: string },
): Promise<void> {
  const home = await db.organization.findFirst({
    where: { name: HOME.name, operators: { some: { userAccount: { isSuperAdmin: true } } } },
    select: { id: true },
  });
  const organizationId = home?.id ?? (await seedFreshOrganization(db, HOME)).organizationId;
  await employOwner(db, {
    ...{ organizationId, name: login, login, email: null },
    password: passwordColumns(passwordHash, 'given', new Date()),
  });
}
