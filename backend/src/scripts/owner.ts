import {
  createPasswordRules,
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  passwordColumns,
  type PasswordKind,
  type Passwords,
} from '../modules/identity/index.js';
import { employOwner } from '../modules/operators/index.js';
import { seedFreshOrganization } from '../modules/reference/index.js';
import type { Database } from '../platform/db/database.js';
import { Problem, type BlockReason } from '../platform/http/problem.js';

const LOGIN = /^[A-Za-z0-9_.-]{3,50}$/;

export interface NewOwner {
  readonly organizationId: number;
  readonly login: string;
  readonly password: string;
  readonly kind: PasswordKind;
}

/** The oldest organisation, made with its reference rows when there is none. */
export async function findFirstOrganization({ prisma, inTransaction }: Database): Promise<number> {
  const first = await prisma.organization.findFirst({ orderBy: { id: 'asc' }, select: { id: true } });
  if (first) return first.id;
  const made = await inTransaction((db) =>
    seedFreshOrganization(db, { name: 'Колл-центр', timezone: 'Europe/Moscow' }),
  );
  return made.organizationId;
}

const REASONS: Readonly<Record<BlockReason, string>> = {
  common: 'many people have it',
  personal: 'it is made of the login or of the name of the company or the product',
  pattern: 'it is made of repeats, neighbouring keys or rows of digits',
};

/**
 * The rules of every password, for one that is typed at the command line.
 * @throws Error with one plain sentence when the password will not do.
 */
export async function assertOwnerPassword(database: Database, owner: Omit<NewOwner, 'kind'>): Promise<void> {
  const { organizationId, login, password } = owner;
  const known = { organizationId, login, name: login, email: null };
  try {
    await createPasswordRules(database).assertForNew(password, 'password', known);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const reason = error.errors[0]?.reason;
    throw new Error(
      reason
        ? `The password is easy to guess: ${REASONS[reason]}`
        : `The password must have ${String(MIN_PASSWORD_LENGTH)} to ${String(MAX_PASSWORD_LENGTH)} characters`,
      { cause: error },
    );
  }
}

/** @throws Error with one plain sentence when the login or the password will not do. */
export async function createOwner(
  { inTransaction }: Database,
  passwords: Passwords,
  owner: NewOwner,
): Promise<void> {
  const { organizationId, login, password, kind } = owner;
  if (!LOGIN.test(login))
    throw new Error(`The login "${login}" must be 3 to 50 of the characters A-Z a-z 0-9 _ . -`);
  if (Array.from(password).length < MIN_PASSWORD_LENGTH) {
    throw new Error(`The admin's password must have at least ${String(MIN_PASSWORD_LENGTH)} characters`);
  }
  const hash = await passwords.hash(password);
  await inTransaction((db) =>
    employOwner(db, {
      ...{ organizationId, name: login, login, email: null },
      password: passwordColumns(hash, kind, new Date()),
    }),
  );
}
