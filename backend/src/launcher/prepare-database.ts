import { fork } from 'node:child_process';
import path from 'node:path';
import { StartFailure } from './start-failure.js';

export interface Mango {
  readonly apiKey: string;
  readonly apiSalt: string;
}

/** What the preparing process is told; secrets travel by message, so that no process list shows them. */
export interface PrepareRequest {
  /** Of the role that owns the database. */
  readonly databaseUrl: string;
  /** The role that is given what the processes need; null when the owner runs them. */
  readonly applicationRole: string | null;
  readonly adminLogin: string;
  readonly adminPassword: string | null;
  readonly mango: Mango;
  readonly secretsKey: string;
  readonly dataDir: string;
  readonly isDemo: boolean;
}

export interface CreatedAdmin {
  readonly login: string;
  readonly password: string;
}

export type PrepareMessage =
  | { readonly type: 'progress'; readonly text: string }
  | {
      readonly type: 'done';
      readonly appliedMigrations: readonly string[];
      readonly createdAdmin: CreatedAdmin | null;
    }
  | { readonly type: 'failed'; readonly message: string; readonly code: string; readonly isPlain: boolean };

export type Prepared = Extract<PrepareMessage, { type: 'done' }>;

const PROCESS = path.join(import.meta.dirname, `prepare-process${path.extname(import.meta.filename)}`);

function toError({ message, code, isPlain }: Extract<PrepareMessage, { type: 'failed' }>): Error {
  return isPlain ? new StartFailure(message) : Object.assign(new Error(message), code ? { code } : {});
}

/**
 * Migrates the database, makes the first admin and, for the demo, its history, in a process of its own: the memory that
 * takes is free again afterwards.
 */
export function prepareDatabase(
  request: PrepareRequest,
  { onProgress, signal }: { onProgress: (text: string) => void; signal: AbortSignal },
): Promise<Prepared> {
  return new Promise((resolve, reject) => {
    const child = fork(PROCESS, {
      signal,
      killSignal: 'SIGTERM',
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    let outcome: Prepared | Error = new StartFailure('Preparing the database was interrupted: start again.');
    child.on('message', (message: PrepareMessage) => {
      if (message.type === 'progress') onProgress(message.text);
      else outcome = message.type === 'done' ? message : toError(message);
    });
    child.on('error', reject);
    child.on('close', () => {
      if (outcome instanceof Error) reject(outcome);
      else resolve(outcome);
    });
    child.send(request);
  });
}
