import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { RecordingStorage } from './recording-storage.js';

const KEY = /^recordings\/\d+\/[0-9a-f]{32}$/;

/** Files under `folder` (`DATA_DIR/files`), readable by the product's own user alone. */
export function createDiskStorage(folder: string): RecordingStorage {
  const fileOf = (key: string): string => {
    if (!KEY.test(key)) throw new Error('This is no key of a recording');
    return path.join(folder, ...key.split('/'));
  };

  return {
    put: async (key, { path: incoming }) => {
      const file = fileOf(key);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await rename(incoming, file);
      await flushFolder(path.dirname(file));
    },
    open: async (key, range) => {
      const handle = await open(fileOf(key), 'r').catch(nullIfAbsent);
      return handle?.createReadStream(range ?? {}) ?? null;
    },
    remove: (key) => rm(fileOf(key), { force: true }),
  };
}

function nullIfAbsent(error: unknown): null {
  if (error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}

// Without this the file survives a power failure and its name may not.
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
