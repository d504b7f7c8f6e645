import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, explainFailure, networkSentences } from './connection-failure.js';
import { misconfigured, StartFailure } from './start-failure.js';

const CONNECT_TIMEOUT_MS = 5_000;
const OLDEST_VERSION = 150_000;
/** SQLSTATE of a server that is on its way up. */
const STARTING_UP = '57P03';
const STARTING_UP_ATTEMPTS = 30;

/** What the database says of itself, all in one query. */
export interface DatabaseFacts {
  readonly versionNumber: number;
  readonly version: string;
  readonly encoding: string;
  readonly foldsCyrillic: boolean;
  readonly mayCreateInDatabase: boolean;
  readonly mayCreateInPublic: boolean;
  readonly isReadOnly: boolean;
}

const FACTS = `
SELECT current_setting('server_version_num')::int AS "versionNumber",
       current_setting('server_version') AS version,
       current_setting('server_encoding') AS encoding,
       lower('Я') = 'я' AS "foldsCyrillic",
       has_database_privilege(current_database(), 'CREATE') AS "mayCreateInDatabase",
       coalesce(has_schema_privilege(to_regnamespace('public'), 'CREATE'), false) AS "mayCreateInPublic",
       pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS "isReadOnly"`;

/** The database without its password, for sentences. */
export function describeUrl(url: string): string {
  const { username, host, pathname } = new URL(url);
  return `${username ? `${decodeURIComponent(username)}@` : ''}${host}${pathname}`;
}

/** Sentences by SQLSTATE or by the code of the network. */
const SENTENCES: Readonly<Record<string, string>> = {
  ...networkSentences('PostgreSQL'),
  ETIMEDOUT: 'it does not answer: check host, port and firewall',
  ECONNRESET: 'what listens there is not PostgreSQL or closes the connection: correct the host and port',
  '28P01': 'the password or user is wrong: correct it',
  '28000': 'the server does not let this user in: correct the user or its pg_hba.conf',
  '3D000': 'there is no such database: create it or correct the name',
  '42501': 'this user may not connect to it: grant CONNECT or correct the user',
  '53300': 'it has no free connections: raise its max_connections or close some',
};

/** Why no connection to `DATABASE_URL` came about, in one sentence. */
export const explainConnectionError = (url: string, error: unknown): StartFailure =>
  explainFailure(
    {
      variable: 'DATABASE_URL',
      address: describeUrl(url),
      sentences: SENTENCES,
      passing: ['53300', STARTING_UP],
    },
    codeOf(error),
    error,
  );

/** What is wrong with a database that answers, in one sentence; null when nothing is. */
export function findShortcoming(facts: DatabaseFacts): string | null {
  if (facts.versionNumber < OLDEST_VERSION)
    return `it is PostgreSQL ${facts.version}: version 15 or newer is needed`;
  if (facts.isReadOnly) return 'it is read-only: name the primary server';
  if (facts.encoding !== 'UTF8') return `its encoding is ${facts.encoding}: create it with ENCODING 'UTF8'`;
  if (!facts.foldsCyrillic) {
    return "its locale does not know that я is the small Я: create it with LOCALE 'C.UTF-8' (or another UTF-8 one) and TEMPLATE template0";
  }
  if (!facts.mayCreateInDatabase || !facts.mayCreateInPublic) {
    return 'its user may not create tables: make that user the owner of the database and of its schema public';
  }
  return null;
}

async function readFacts(url: string): Promise<DatabaseFacts> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<DatabaseFacts>(FACTS);
    const [facts] = rows;
    if (!facts) throw new Error('the server does not answer like PostgreSQL');
    return facts;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @throws {StartFailure} with what is wrong with the PostgreSQL of `DATABASE_URL` and what to do. */
export async function checkExternalDatabase(url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const shortcoming = findShortcoming(await readFacts(url));
      if (shortcoming)
        throw misconfigured(`DATABASE_URL (${describeUrl(url)}) cannot be used: ${shortcoming}.`);
      return;
    } catch (error) {
      if (error instanceof StartFailure) throw error;
      if (codeOf(error) !== STARTING_UP || attempt === STARTING_UP_ATTEMPTS)
        throw explainConnectionError(url, error);
      await sleep(1000);
    }
  }
}
