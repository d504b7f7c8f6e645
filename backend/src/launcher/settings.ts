import os from 'node:os';
import path from 'node:path';
import { misconfigured } from './start-failure.js';

/** Root of the project: the folder above `backend`. */
export const PROJECT_ROOT = path.resolve(import.meta.dirname, '../../..');

export type EnvironmentSource = Readonly<Record<string, string | undefined>>;

/** What the start itself needs to know; the rest of the environment is read by the processes it starts. */
export interface LauncherSettings {
  readonly isDemo: boolean;
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** `DATABASE_URL`; null means an embedded PostgreSQL. */
  readonly externalDatabaseUrl: string | null;
  /** `DATABASE_OWNER_URL`: the same database as the role that owns and migrates it; null means that one role does both. */
  readonly externalOwnerUrl: string | null;
  readonly publicUrl: string;
  /** Number of API processes. */
  readonly webConcurrency: number;
  readonly adminLogin: string;
  /** `ADMIN_PASSWORD`; null means that one is generated. */
  readonly adminPassword: string | null;
  /** `PM2_HOME` as given; null means that the start chooses. */
  readonly pm2Home: string | null;
}

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);
const LOGIN = /^[A-Za-z0-9_.-]{3,50}$/;
// Shorter than what the product asks of people: whoever sets the environment owns the machine.
const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 256;
const MOST_API_PROCESSES = 128;

function readPort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw misconfigured(`PORT is "${value}": set it to a number from 1 to 65535.`);
}

function readWebConcurrency(value: string | undefined): number {
  if (!value) return os.availableParallelism();
  const count = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (count >= 1 && count <= MOST_API_PROCESSES) return count;
  throw misconfigured(
    `WEB_CONCURRENCY is "${value}": set it to a number from 1 to ${String(MOST_API_PROCESSES)}, or leave it out.`,
  );
}

function readDatabaseUrl(name: string, value: string | undefined): string | null {
  if (!value) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1) return value;
  throw misconfigured(
    `${name} cannot be read: it has to look like postgresql://user:password@host:5432/database, with special ` +
      'characters of the password percent-encoded.',
  );
}

function readOwnerUrl(source: EnvironmentSource): string | null {
  const url = readDatabaseUrl('DATABASE_OWNER_URL', source['DATABASE_OWNER_URL']);
  if (url && !source['DATABASE_URL'])
    throw misconfigured('DATABASE_OWNER_URL is set and DATABASE_URL is not: set both, or neither.');
  return url;
}

function readPublicUrl(value: string, mode: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw misconfigured(
      `PUBLIC_URL is "${value}": set it to an address that starts with https:// or http://.`,
    );
  }
  if (mode === 'production' && url.protocol === 'http:' && !LOOPBACK_NAMES.has(url.hostname)) {
    throw misconfigured(
      `PUBLIC_URL is "${value}": passwords would cross the network in the open, so put https in front and set an ` +
        'https:// address.',
    );
  }
  return value;
}

function readAdmin(source: EnvironmentSource): Pick<LauncherSettings, 'adminLogin' | 'adminPassword'> {
  const adminLogin = source['ADMIN_LOGIN'] ?? 'admin';
  if (!LOGIN.test(adminLogin)) {
    throw misconfigured(
      `ADMIN_LOGIN is "${adminLogin}": use 3 to 50 Latin letters, digits, dots, dashes or underscores.`,
    );
  }
  const adminPassword = source['ADMIN_PASSWORD'] ?? null;
  const length = adminPassword === null ? SHORTEST_PASSWORD : Array.from(adminPassword).length;
  if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
    throw misconfigured(
      `ADMIN_PASSWORD has ${String(length)} characters: use ${String(SHORTEST_PASSWORD)} to ` +
        `${String(LONGEST_PASSWORD)}, or leave it out and one is generated.`,
    );
  }
  return { adminLogin, adminPassword };
}

const withoutBlanks = (source: EnvironmentSource): EnvironmentSource =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));

/** Reads and checks what the start needs; throws a `StartFailure` that names the variable and what to set. */
export function readSettings(environment: EnvironmentSource, argv: readonly string[]): LauncherSettings {
  const source = withoutBlanks(environment);
  const isDemo = argv.includes('--demo');
  const port = readPort(source['PORT'] ?? '5000');
  return {
    isDemo,
    port,
    host: source['HOST'] ?? '127.0.0.1',
    dataDir: path.resolve(PROJECT_ROOT, source['DATA_DIR'] ?? (isDemo ? '.data-demo' : '.data')),
    externalDatabaseUrl: readDatabaseUrl('DATABASE_URL', source['DATABASE_URL']),
    externalOwnerUrl: readOwnerUrl(source),
    publicUrl: readPublicUrl(
      source['PUBLIC_URL'] ?? `http://127.0.0.1:${String(port)}`,
      source['NODE_ENV'] ?? 'production',
    ),
    webConcurrency: readWebConcurrency(source['WEB_CONCURRENCY']),
    ...readAdmin(source),
    pm2Home: source['PM2_HOME'] ?? null,
  };
}
