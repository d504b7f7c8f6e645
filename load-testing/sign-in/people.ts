import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createPasswords } from '../../backend/src/modules/identity/index.js';

/** What can be said of a login by somebody who does not know its password. */
export const CLASSES = ['unknown', 'wrong_password', 'inactive', 'second_factor'] as const;
export type LoginClass = (typeof CLASSES)[number];

export type Logins = Readonly<Record<LoginClass, readonly string[]>>;

/** So many logins of each class, in the first organisation of the copy; those of `unknown` are nobody's. */
export async function makeLogins(databaseUrl: string, count: number): Promise<Logins> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const hash = await createPasswords().hash('nobody types this password');
    const make = async (kind: LoginClass): Promise<string[]> => {
      const logins = Array.from({ length: count }, () => `t-${randomUUID().slice(0, 13)}`);
      if (kind !== 'unknown') await insert(client, { kind, logins, hash });
      return logins;
    };
    return {
      unknown: await make('unknown'),
      wrong_password: await make('wrong_password'),
      inactive: await make('inactive'),
      second_factor: await make('second_factor'),
    };
  } finally {
    await client.end();
  }
}

interface NewLogins {
  readonly kind: LoginClass;
  readonly logins: readonly string[];
  readonly hash: string;
}

async function insert(client: pg.Client, { kind, logins, hash }: NewLogins): Promise<void> {
  await client.query(
    `WITH account AS (
       INSERT INTO user_account (login, password_hash, totp_secret_sealed, totp_enabled_at)
       SELECT login, $2, CASE WHEN $4 THEN 'sealed' END, CASE WHEN $4 THEN now() END FROM unnest($1::text[]) AS login
       RETURNING id, login)
     INSERT INTO callcentre_operator (organization_id, user_account_id, name, role, status)
     SELECT (SELECT min(id) FROM organization), id, login, 'operator', $3 FROM account`,
    [logins, hash, kind === 'inactive' ? 'inactive' : 'active', kind === 'second_factor'],
  );
}

/** Puts these logins off for an hour, as after many failures. */
export async function delayLogins(databaseUrl: string, keys: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `INSERT INTO sign_in_throttle (key, failures, blocked_until)
     SELECT key, 20, now() + interval '1 hour' FROM unnest($1::text[]) AS key
     ON CONFLICT (key) DO UPDATE SET failures = 20, blocked_until = excluded.blocked_until, first_at = now()`,
    [keys],
  );
  await client.end();
}
