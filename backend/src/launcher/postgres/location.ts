import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readdir, realpath, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { DataFolder } from '../data-folder.js';
import { StartFailure } from '../start-failure.js';
import { canReach, type ServerAccount } from './account.js';
import { binariesIn, findBinaries, type PostgresBinaries } from './binaries.js';

/** Where files go that the server has to reach although its account cannot reach the project. */
const SHARED_ROOT = '/var/lib/callcentre-crm';

async function ensureSharedFolder(name: string): Promise<string> {
  const folder = path.join(SHARED_ROOT, name);
  await mkdir(folder, { recursive: true });
  await chmod(SHARED_ROOT, 0o755);
  await chmod(folder, 0o711);
  return folder;
}

async function copyBinaries(binaries: PostgresBinaries): Promise<PostgresBinaries> {
  const target = path.join(await ensureSharedFolder('bin'), binaries.version);
  if (!existsSync(target)) {
    const unfinished = `${target}.${String(process.pid)}.tmp`;
    await cp(binaries.native, unfinished, { recursive: true, verbatimSymlinks: true });
    await chmod(unfinished, 0o755);
    await rename(unfinished, target);
  }
  return binariesIn(target, binaries.version);
}

/** The binaries at a place the account can run them from: a folder of mode 0700 above them hides the installed ones. */
export async function findReachableBinaries(account: ServerAccount): Promise<PostgresBinaries> {
  const installed = await findBinaries();
  const isReachable = await canReach(account, [
    path.join(installed.native, 'bin'),
    installed.initdb,
    installed.postgres,
  ]);
  return isReachable ? installed : copyBinaries(installed);
}

async function isLink(target: string): Promise<boolean> {
  const found = await lstat(target).catch(() => null);
  return found?.isSymbolicLink() ?? false;
}

async function createElsewhere(link: string): Promise<void> {
  const target = path.join(await ensureSharedFolder('clusters'), randomBytes(8).toString('hex'));
  await mkdir(target, { mode: 0o711 });
  await symlink(target, link);
}

async function isEmptyFolder(folder: string): Promise<boolean> {
  const entries = await readdir(folder).catch(() => ['unreadable']);
  return entries.length === 0;
}

/**
 * The folder of the cluster and what belongs to it, made when it is not there: `DATA_DIR/postgres`, or a folder under
 * `/var/lib` to which that leads when the server's account cannot reach `DATA_DIR`.
 */
export async function findClusterHome(folder: DataFolder, account: ServerAccount): Promise<string> {
  const home = folder.postgres;
  if (await isLink(home)) {
    return realpath(home).catch((cause: unknown) => {
      throw new StartFailure(
        `${home} leads to a folder that is gone: restore it, or remove the link to start with no data.`,
        { cause },
      );
    });
  }
  const isNew = !existsSync(home);
  if (isNew) await mkdir(home, { mode: 0o711 });
  await chmod(home, 0o711);
  if (await canReach(account, [home])) return realpath(home);
  if (!isNew && !(await isEmptyFolder(home))) {
    throw new StartFailure(
      `The system user "postgres" can no longer reach ${home}: allow passing through the folders above it (chmod o+x), ` +
        'or move DATA_DIR.',
    );
  }
  await rm(home, { recursive: true });
  await createElsewhere(home);
  return realpath(home);
}
