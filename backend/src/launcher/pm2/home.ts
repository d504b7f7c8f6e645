import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { StartFailure } from '../start-failure.js';

/** Unix sockets have room for 103 to 107 bytes, depending on the system. */
const LONGEST_SOCKET_PATH = 100;
const SHORT_ROOT = '/tmp';

const socketsFit = (home: string): boolean =>
  Buffer.byteLength(path.join(home, 'rpc.sock')) <= LONGEST_SOCKET_PATH;

export interface Pm2Home {
  readonly path: string;
  /** Named by `PM2_HOME`: processes of others may run under the same daemon. */
  readonly isShared: boolean;
}

/** The folder of PM2: as given, else `DATA_DIR/pm2`, else a short one of this `DATA_DIR` when its sockets would not fit. */
export function choosePm2Home(given: string | null, dataDir: string): Pm2Home {
  if (given) return { path: path.resolve(given), isShared: true };
  const wanted = path.join(dataDir, 'pm2');
  if (socketsFit(wanted)) return { path: wanted, isShared: false };
  const name = `crm-pm2-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
  return { path: path.join(SHORT_ROOT, name), isShared: false };
}

/** Makes the folder for this user alone; somebody else's folder of that name is refused. */
export async function preparePm2Home({ path: home }: Pm2Home): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const found = await lstat(home);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new StartFailure(
      `The folder of PM2, ${home}, belongs to somebody else: set PM2_HOME to a folder of this user.`,
    );
  }
  await chmod(home, 0o700);
}
