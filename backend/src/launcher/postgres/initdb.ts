import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { giveTo, type ServerAccount } from './account.js';
import type { PostgresBinaries } from './binaries.js';

export const SUPERUSER = 'postgres';

// With plain `--locale=C`, lower('Я') stays 'Я' and ILIKE does not fold Cyrillic. Messages stay English: they are read.
const LOCALE_FLAGS = [
  '--encoding=UTF8',
  '--locale=C',
  `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

export interface InitdbOptions {
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount;
  /** New folder of the cluster; its parent must exist and be within reach of the account. */
  readonly folder: string;
  readonly password: string;
  readonly flags?: readonly string[];
}

/** Makes a database cluster; throws with what initdb wrote to stderr. */
export async function runInitdb({
  binaries,
  account,
  folder,
  password,
  flags = [],
}: InitdbOptions): Promise<void> {
  const passwordFile = `${folder}.password`;
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await giveTo(account, passwordFile);
  const fixed = [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
  ];
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(binaries.initdb, [...fixed, ...LOCALE_FLAGS, ...flags], {
        ...account,
        cwd: path.dirname(folder),
        detached: true, // Ctrl-C at the terminal must not cut it in the middle
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
      child.on('error', reject);
      child.on('close', (code, signal) => {
        if (code === 0) resolve();
        else reject(new Error(`initdb ended with ${String(signal ?? code)}: ${stderr.trim()}`));
      });
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
}
