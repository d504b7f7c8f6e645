import { randomBytes } from 'node:crypto';
import { chmod, readFile, stat } from 'node:fs/promises';
import { writeFileAtomically } from './data-folder.js';
import type { EnvironmentSource } from './settings.js';
import { misconfigured, type StartFailure } from './start-failure.js';

export interface Secrets {
  /** Password of the role the product uses in the embedded database. */
  readonly databasePassword: string;
  /** Password of the embedded database's superuser. */
  readonly databaseSuperuserPassword: string;
  readonly jwtSecret: string;
  readonly mangoApiKey: string;
  readonly mangoApiSalt: string;
  /** Base64 of 32 bytes: seals what is secret in the database. */
  readonly secretsKey: string;
  /** Of the last rotation (`npm run rotate-secrets`), absent before the first. */
  readonly jwtSecretPrevious?: string;
  /** ISO 8601. */
  readonly jwtRotatedAt?: string;
  readonly secretsKeyPrevious?: string;
}

const generate = (): Secrets => ({
  databasePassword: randomBytes(24).toString('base64url'),
  databaseSuperuserPassword: randomBytes(24).toString('base64url'),
  jwtSecret: randomBytes(48).toString('base64url'),
  mangoApiKey: randomBytes(16).toString('hex'),
  mangoApiSalt: randomBytes(16).toString('hex'),
  secretsKey: randomBytes(32).toString('base64'),
});

const unreadable = (file: string, reason: string): StartFailure =>
  misconfigured(
    `${file} ${reason}: restore it from a backup, because sessions and stored secrets depend on it.`,
  );

function parse(file: string, content: string): Secrets {
  let found: unknown;
  try {
    found = JSON.parse(content);
  } catch {
    throw unreadable(file, 'is not valid JSON');
  }
  const stored = (typeof found === 'object' && found !== null ? found : {}) as Record<string, unknown>;
  const names = Object.keys(generate()) as (keyof Secrets)[];
  const missing = names.filter((name) => typeof stored[name] !== 'string' || stored[name] === '');
  if (missing.length > 0) throw unreadable(file, `lacks ${missing.join(', ')}`);
  return stored as unknown as Secrets;
}

/**
 * Reads the generated secrets, or makes them on the first start. `mustExist` says that data are there already which new
 * secrets could not open.
 */
export async function loadSecrets(file: string, mustExist: boolean): Promise<Secrets> {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  if (content !== null) {
    if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
    return parse(file, content);
  }
  if (mustExist) throw unreadable(file, 'is missing although the database beside it exists');
  const secrets = generate();
  await writeFileAtomically(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}

/** The environment wins over the file. */
export const withEnvironment = (secrets: Secrets, environment: EnvironmentSource): Secrets => ({
  ...secrets,
  jwtSecret: environment['JWT_SECRET']?.trim() || secrets.jwtSecret,
  mangoApiKey: environment['MANGO_API_KEY']?.trim() || secrets.mangoApiKey,
  mangoApiSalt: environment['MANGO_API_SALT']?.trim() || secrets.mangoApiSalt,
  secretsKey: environment['SECRETS_KEY']?.trim() || secrets.secretsKey,
});
