import type { Database, Sql } from '../../platform/db/database.js';
import { blocklisted, invalidField } from '../../platform/http/problem.js';
import { blockReason, wordsOf } from './password-blocklist.rules.js';
import { findOrganizationName, getPasswordOwner, type PasswordOwner } from './password-owner.queries.js';

/** Lengths in characters. Fifteen without a second factor, eight with one (NIST SP 800-63B). */
export const MIN_PASSWORD_LENGTH = 15;
export const MIN_PASSWORD_LENGTH_WITH_SECOND_FACTOR = 8;
export const MAX_PASSWORD_LENGTH = 256;

const PRODUCT_WORDS = ['crm', 'callcentre', 'callcenter', 'call centre', 'колл-центр', 'коллцентр'];

/** A person who is being made. */
export type NewPasswordOwner = Pick<PasswordOwner, 'login' | 'name' | 'email'> & {
  readonly organizationId: number;
};

/** The one judge of passwords, wherever one is set. Nothing leaves the machine: the list of frequent passwords is part of the product. */
export interface PasswordRules {
  /** @throws Problem `invalid_fields` on `field`: `too_short`, `too_long`, `blocklisted` with its reason. */
  assertForAccount(password: string, field: string, accountId: number): Promise<void>;
  /** The same for a person who is not there yet. */
  assertForNew(password: string, field: string, owner: NewPasswordOwner): Promise<void>;
}

export function createPasswordRules({ sql }: Pick<Database, 'sql'>): PasswordRules {
  return {
    assertForAccount: async (password, field, accountId) =>
      assertPassword(password, field, await getPasswordOwner(sql, accountId)),
    assertForNew: async (password, field, owner) =>
      assertPassword(password, field, await ownerOfNew(sql, owner)),
  };
}

async function ownerOfNew(sql: Sql, { organizationId, ...person }: NewPasswordOwner): Promise<PasswordOwner> {
  const organizations = [await findOrganizationName(sql, organizationId)];
  return { ...person, organizations, hasSecondFactor: false };
}

/** @throws Problem `invalid_fields` on `field`. */
export async function assertPassword(password: string, field: string, owner: PasswordOwner): Promise<void> {
  const { login, name, email, organizations, hasSecondFactor } = owner;
  const length = Array.from(password.normalize('NFKC')).length;
  const min = hasSecondFactor ? MIN_PASSWORD_LENGTH_WITH_SECOND_FACTOR : MIN_PASSWORD_LENGTH;
  if (length < min) throw invalidField(field, 'too_short', { min });
  if (Array.from(password).length > MAX_PASSWORD_LENGTH)
    throw invalidField(field, 'too_long', { max: MAX_PASSWORD_LENGTH });
  const words = wordsOf([login, name, email?.split('@')[0], ...organizations, ...PRODUCT_WORDS]);
  const reason = blockReason(password, { words, ranks: await frequentPasswords() });
  if (reason) throw blocklisted(field, reason);
}

let ranks: Promise<ReadonlyMap<string, number>> | null = null;

/** About fifty thousand, most frequent first; read when a password is set for the first time, because few processes ever need them. */
function frequentPasswords(): Promise<ReadonlyMap<string, number>> {
  ranks ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Map(dictionary['passwords-common'].map((password, at) => [password, at + 1])),
  );
  return ranks;
}
