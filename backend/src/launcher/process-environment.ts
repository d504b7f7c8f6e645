import path from 'node:path';
import { ConfigurationError, readEnvironment } from '../platform/config/env.js';
import type { DataFolder } from './data-folder.js';
import type { Secrets } from './secrets.js';
import type { EnvironmentSource, LauncherSettings } from './settings.js';
import { misconfigured } from './start-failure.js';

/** A server that listens everywhere is asked at home. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** Where this machine reaches the API, without a slash at the end. */
export const localAddress = ({ host, port }: Pick<LauncherSettings, 'host' | 'port'>): string =>
  `http://${reachableHost(host)}:${String(port)}`;

/** Where both secrets are those of the file, the processes follow it; else they are as the environment says. */
function rotatedSecrets({ given, secrets, folder }: EnvironmentParts): Record<string, string> {
  if (given['JWT_SECRET']?.trim() || given['SECRETS_KEY']?.trim()) return {};
  const { jwtSecretPrevious, secretsKeyPrevious } = secrets;
  return {
    SECRETS_FILE: folder.secrets,
    ...(jwtSecretPrevious !== undefined && { JWT_SECRET_PREVIOUS: jwtSecretPrevious }),
    ...(secretsKeyPrevious !== undefined && { SECRETS_KEY_PREVIOUS: secretsKeyPrevious }),
  };
}

export interface EnvironmentParts {
  readonly settings: LauncherSettings;
  readonly given: EnvironmentSource;
  readonly folder: DataFolder;
  readonly secrets: Secrets;
  readonly databaseUrl: string;
}

/**
 * The environment of the API, the worker and the simulator: what was given, completed.
 * @throws {StartFailure} with all mistakes that those processes would find in it.
 */
export function completeEnvironment(parts: EnvironmentParts): Record<string, string> {
  const { settings, given, folder, secrets, databaseUrl } = parts;
  const complete = {
    NODE_ENV: given['NODE_ENV'] ?? 'production',
    PORT: String(settings.port),
    HOST: settings.host,
    DATABASE_URL: databaseUrl,
    // The owner's address is for the start alone: whoever breaks into a process does not find it there.
    DATABASE_OWNER_URL: '',
    DATA_DIR: folder.root,
    JWT_SECRET: secrets.jwtSecret,
    SECRETS_KEY: secrets.secretsKey,
    ...rotatedSecrets(parts),
    MANGO_API_KEY: secrets.mangoApiKey,
    MANGO_API_SALT: secrets.mangoApiSalt,
    PUBLIC_URL: settings.publicUrl,
    WEB_CONCURRENCY: String(settings.webConcurrency),
    LOG_LEVEL: given['LOG_LEVEL'] ?? 'info',
    LOG_FILE: given['LOG_FILE'] ?? path.join(folder.logs, 'app.log'),
    TELEPHONY_SIMULATOR: settings.isDemo ? 'on' : 'off',
    TARGET_URL: localAddress(settings),
  };
  try {
    readEnvironment({ ...given, ...complete });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw misconfigured(`The configuration is wrong: ${error.mistakes.join('; ')}.`, error);
  }
  return complete;
}
