import { readFile, readdir, rename } from 'node:fs/promises';
import path from 'node:path';

/**
 * Names of spool files: `<pid>-<start of that process>-<n>.spool`. The owner is dead when no process has his number, or when the one that
 * has it started at another time (numbers are used again, after a restart of a container nearly always).
 */
const NAME = /^(\d+)-(\d+)-(\d+)\.spool$/;
/** No process has this number: the file was given back by its owner. */
const NOBODY = 0;

let counter = 0;

/** Start of a process in clock ticks since boot; 0 where the system does not tell. */
async function startOf(pid: number | 'self'): Promise<number> {
  try {
    const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
    // The second field is the name in brackets and may hold spaces; the start is the 22nd.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 0);
  } catch {
    return 0;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isOwnerDead(name: string): Promise<boolean> {
  const match = NAME.exec(name);
  if (match === null) return false;
  const [pid, start] = [Number(match[1]), Number(match[2])];
  if (pid === NOBODY || !isRunning(pid)) return true;
  const startedAt = await startOf(pid);
  return startedAt !== 0 && start !== 0 && startedAt !== start;
}

const nextName = async (): Promise<string> =>
  `${String(process.pid)}-${String(await startOf('self'))}-${String((counter += 1))}.spool`;

/** Makes a file of a dead process this one's own; null when there is none. Renaming settles it when two want the same. */
export async function adoptSpoolFile(folder: string): Promise<string | null> {
  for (const name of await readdir(folder)) {
    if (!(await isOwnerDead(name))) continue;
    const own = path.join(folder, await nextName());
    const isMine = await rename(path.join(folder, name), own).then(
      () => true,
      () => false,
    );
    if (isMine) return own;
  }
  return null;
}

export const newSpoolFile = async (folder: string): Promise<string> => path.join(folder, await nextName());

/** Gives a file back, so that the next process may take it at once. */
export async function releaseSpoolFile(file: string): Promise<void> {
  const name = `${String(NOBODY)}-${String(Date.now())}-${String((counter += 1))}.spool`;
  await rename(file, path.join(path.dirname(file), name));
}
