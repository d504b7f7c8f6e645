import { chmod, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { processIdentity } from './process-table.js';
import { StartFailure } from './start-failure.js';

/** Places inside `DATA_DIR`. */
export interface DataFolder {
  readonly root: string;
  readonly postgres: string;
  readonly files: string;
  readonly logs: string;
  readonly pm2: string;
  readonly secrets: string;
  readonly lock: string;
}

export const dataFolderAt = (root: string): DataFolder => ({
  root,
  postgres: path.join(root, 'postgres'),
  files: path.join(root, 'files'),
  logs: path.join(root, 'logs'),
  pm2: path.join(root, 'pm2'),
  secrets: path.join(root, 'secrets.json'),
  lock: path.join(root, 'launcher.pid'),
});

async function ensureFolder(folder: string, mode: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const found = await stat(folder);
  // A folder that belongs to somebody else keeps its mode: whether it will do shows when it is written to.
  if (found.uid === process.getuid?.() && (found.mode & 0o777) !== mode) await chmod(folder, mode);
}

/** Makes the folder and its parts; 0711 lets the system user of PostgreSQL pass through and read nothing. */
export async function prepareDataFolder(root: string): Promise<DataFolder> {
  const folder = dataFolderAt(root);
  await ensureFolder(folder.root, 0o711);
  await ensureFolder(folder.files, 0o700);
  await ensureFolder(folder.logs, 0o700);
  return folder;
}

/** Writes the whole file or leaves the old one, also when the disk is full or the machine stops. */
export async function writeFileAtomically(file: string, content: string): Promise<void> {
  const temporary = `${file}.${String(process.pid)}.tmp`;
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function readLockOwner(lock: string): Promise<number | null> {
  const content = await readFile(lock, 'utf8').catch(() => '');
  const [pid = '', ...identity] = content.trim().split(' ');
  const isOwnerRunning = Number(pid) > 0 && processIdentity(Number(pid)) === identity.join(' ');
  return isOwnerRunning ? Number(pid) : null;
}

/**
 * Takes the folder for this process; the lock of a process that no longer runs is taken over.
 * @throws {StartFailure} when another copy works on this folder.
 */
export async function lockDataFolder({ lock, root }: DataFolder): Promise<() => Promise<void>> {
  const mine = `${String(process.pid)} ${processIdentity(process.pid) ?? ''}`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await writeFile(lock, mine, { flag: 'wx', mode: 0o600 });
      return () => rm(lock, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = await readLockOwner(lock);
    if (owner !== null && owner !== process.pid) {
      throw new StartFailure(
        `Another copy (process ${String(owner)}) already runs on ${root}: stop it first, or set DATA_DIR and PORT to others.`,
      );
    }
    await rm(lock, { force: true });
  }
  throw new StartFailure(
    `Another copy is starting on ${root} at this moment: wait for it, or set DATA_DIR to another folder.`,
  );
}
