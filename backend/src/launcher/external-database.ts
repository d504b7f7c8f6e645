import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
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
const CONNECTION_SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: start PostgreSQL or correct the host and port',
  ENOTFOUND: 'the host name is unknown: correct it',
  EAI_AGAIN: 'the host name cannot be resolved at this moment: check the network or correct it',
  ETIMEDOUT: 'it does not answer: check host, port and firewall',
  EHOSTUNREACH: 'the host cannot be reached: check the network or correct the host',
  ENETUNREACH: 'the network cannot be reached: check the network or correct the host',
  ECONNRESET: 'what listens there is not PostgreSQL or closes the connection: correct the host and port',
  '28P01': 'the password or user is wrong: correct it',
  '28000': 'the server does not let this user in: correct the user or its pg_hba.conf',
  '3D000': 'there is no such database: create it or correct the name',
  '42501': 'this user may not connect to it: grant CONNECT or correct the user',
  '53300': 'it has no free connections: raise its max_connections or close some',
};

const TEMPORARY = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '53300',
  STARTING_UP,
]);

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code } = error as NodeJS.ErrnoException;
  if (code) return code;
  // a host with several addresses fails with all their errors at once
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return /timeout/i.test(error.message) ? 'ETIMEDOUT' : '';
}

/** Why no connection to `DATABASE_URL` came about, in one sentence. */
export function explainConnectionError(url: string, error: unknown): StartFailure {
  const code = codeOf(error);
  const reason = CONNECTION_SENTENCES[code] ?? (error instanceof Error ? error.message : String(error));
  const sentence = `DATABASE_URL (${describeUrl(url)}) cannot be used: ${reason}.`;
  return TEMPORARY.has(code) ? new StartFailure(sentence, { cause: error }) : misconfigured(sentence, error);
}

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
