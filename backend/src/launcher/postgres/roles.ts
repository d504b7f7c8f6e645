import { createHmac } from 'node:crypto';
import pg from 'pg';
import { SEARCH_FUNCTIONS } from '../../platform/db/application-role.js';

const HOST = '127.0.0.1';
const DATABASE = 'crm';
/** Owns the database and migrates it. */
const OWNER = 'crm';
/** Reads and writes rows for the API and the worker. */
const APPLICATION = 'crm_application';

export interface Login {
  readonly role: string;
  readonly password: string;
}

export const urlFor = (port: number, { role, password }: Login, database = 'postgres'): string =>
  `postgresql://${role}:${encodeURIComponent(password)}@${HOST}:${String(port)}/${database}`;

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The address of the product's database by the role that owns it, on a server of this machine. */
export const ownerUrl = (port: number, password: string): string =>
  urlFor(port, { role: OWNER, password }, DATABASE);

/** The owner's password opens the other one, never the other way round. */
const applicationPassword = (ownerPassword: string): string =>
  createHmac('sha256', ownerPassword).update(APPLICATION).digest('base64url');

interface Roles {
  readonly port: number;
  readonly superuser: Login;
  readonly ownerPassword: string;
}

/** Makes the two roles of the product, neither of them a superuser, and its database; gives their connection strings. */
export async function ensureRoles({ port, superuser, ownerPassword }: Roles) {
  const owner: Login = { role: OWNER, password: ownerPassword };
  const application: Login = { role: APPLICATION, password: applicationPassword(ownerPassword) };
  await withClient(urlFor(port, superuser), async (client) => {
    await ensureRole(client, owner);
    await ensureRole(client, application);
    const database = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  });
  await withClient(urlFor(port, superuser, DATABASE), (client) => client.query(SEARCH_FUNCTIONS));
  return { owner: urlFor(port, owner, DATABASE), application: urlFor(port, application, DATABASE) };
}

async function ensureRole(client: pg.Client, { role, password }: Login): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (found.rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN`);
  await client.query(`ALTER ROLE ${role} PASSWORD ${pg.escapeLiteral(password)}`);
}
