import { execFile } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StartFailure } from '../start-failure.js';

const run = promisify(execFile);

/** System user the server runs as; null means "as this process". */
export type ServerAccount = { readonly uid: number; readonly gid: number } | null;

const NAME = 'postgres';

async function findAccount(): Promise<ServerAccount> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function createAccount(): Promise<void> {
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      NAME,
    ]);
  } catch (cause) {
    throw new StartFailure(
      `PostgreSQL refuses to run as root and the system user "${NAME}" cannot be created: create it, or start as ` +
        `another user, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/** PostgreSQL refuses to run as root: then it is the system user `postgres`, made when there is none. */
export async function serverAccount(): Promise<ServerAccount> {
  if (process.getuid?.() !== 0) return null;
  const existing = await findAccount();
  if (existing) return existing;
  await createAccount();
  return findAccount();
}

/** Makes a file or folder the server's own. */
export async function giveTo(account: ServerAccount, target: string): Promise<void> {
  if (account) await chown(target, account.uid, account.gid);
}

/** Whether the server may enter all these folders, whatever the modes of the folders above them. */
export async function canReach(account: ServerAccount, folders: readonly string[]): Promise<boolean> {
  if (!account) return true;
  const test = folders.map((_, index) => `test -x "$${String(index + 1)}"`).join(' && ');
  try {
    await run('/bin/sh', ['-c', test, 'sh', ...folders], { ...account, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}
