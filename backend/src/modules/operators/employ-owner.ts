import type { Db, Sql } from '../../platform/db/database.js';
import { recordAudit } from '../audit/index.js';
import type { PasswordColumns } from '../identity/index.js';

export interface NewOwner {
  readonly organizationId: number;
  readonly name: string;
  readonly login: string;
  readonly email: string | null;
  readonly password: PasswordColumns;
}

/** Makes the owner with whom an organisation begins; nobody of it is there yet to do so. */
export async function employOwner(
  db: Db,
  { organizationId, name, login, email, password }: NewOwner,
): Promise<number> {
  const account = await db.userAccount.create({ data: { login, email, ...password }, select: { id: true } });
  const { id } = await db.operator.create({
    data: { organizationId, userAccountId: account.id, name, role: 'owner' },
    select: { id: true },
  });
  await recordAudit(db, {
    action: 'operator.create',
    objectType: 'operator',
    objectId: id,
    organizationId,
    fields: { role: { after: 'owner' } },
  });
  return id;
}

/** Which of login and e-mail somebody has already, without case. */
export async function takenAccountFields(
  sql: Sql,
  { login, email = null }: { login: string; email?: string | null | undefined },
): Promise<('login' | 'email')[]> {
  const [taken] = await sql.query<Record<'login' | 'email', boolean>>({
    text: `
      SELECT EXISTS (SELECT 1 FROM user_account WHERE lower(login) = lower($1::text)) AS login,
             EXISTS (SELECT 1 FROM user_account WHERE lower(email) = lower($2::text)) AS email`,
    values: [login, email],
  });
  return (['login', 'email'] as const).filter((field) => taken?.[field]);
}
