import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { signatureOf, type Credentials } from './delivery.js';
import { UsageError } from './simulate-options.js';

export interface CredentialSources {
  /** From the command line. */
  readonly key: string | null;
  readonly salt: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder above `.data` and `.data-demo`. */
  readonly projectRoot: string;
}

/** Credentials at hand, the likeliest first: given, of the environment, of the data folders. */
export async function findCredentials({
  key,
  salt,
  environment,
  projectRoot,
}: CredentialSources): Promise<Credentials[]> {
  const apiKey = key ?? environment['MANGO_API_KEY'];
  const apiSalt = salt ?? environment['MANGO_API_SALT'];
  if (apiKey && apiSalt) return [{ apiKey, apiSalt }];
  const folders = environment['DATA_DIR'] ? [environment['DATA_DIR']] : ['.data', '.data-demo'];
  const read = await Promise.all(
    folders.map((folder) => readSecrets(path.resolve(projectRoot, folder, 'secrets.json'))),
  );
  const found = read.flatMap((credentials) => credentials ?? []);
  if (found.length > 0) return found;
  throw new UsageError(
    'No credentials: start the product once, or give --key and --salt (MANGO_API_KEY, MANGO_API_SALT)',
  );
}

async function readSecrets(file: string): Promise<Credentials | null> {
  const content = await readFile(file, 'utf8').catch(() => null);
  if (content === null) return null;
  const { mangoApiKey, mangoApiSalt } = JSON.parse(content) as {
    mangoApiKey?: string;
    mangoApiSalt?: string;
  };
  return mangoApiKey && mangoApiSalt ? { apiKey: mangoApiKey, apiSalt: mangoApiSalt } : null;
}

const PROBE_TIMEOUT_MS = 5000;

/**
 * The first of the credentials that the target accepts, tried with an event that changes nothing.
 * @throws {UsageError} when nothing answers there, or none is accepted.
 */
export async function chooseCredentials(
  target: string,
  candidates: readonly Credentials[],
): Promise<Credentials> {
  for (const credentials of candidates) {
    const json = JSON.stringify({ timestamp: Date.now(), abonent_id: 0 });
    const form = new URLSearchParams({
      vpbx_api_key: credentials.apiKey,
      sign: signatureOf(json, credentials),
      json,
    });
    const request = { method: 'POST', body: form, signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) };
    const response = await fetch(`${target}/events/user/session_end`, request).catch(() => {
      throw new UsageError(`Nothing answers at ${target}: start the product first, or name another --target`);
    });
    if (response.ok) return credentials;
    if (response.status !== 403)
      throw new UsageError(`${target} answered ${String(response.status)}: is it the address of events?`);
  }
  throw new UsageError(`${target} refuses the key or the signature: give --key and --salt of that copy`);
}
