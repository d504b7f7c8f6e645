import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newStorageKey } from '../modules/recordings/index.js';
import { synthesizeTalk } from '../telephony-simulator/audio.js';

export interface StoredAudio {
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly contentType: 'audio/wav';
}

export interface AudioFiles {
  /** Puts a talk of so many seconds under a key of its own. */
  store(seconds: number): Promise<StoredAudio>;
}

/** Playable talks under `DATA_DIR/files`. Those of one length share their bytes on the disk. */
export function createAudioFiles(dataDir: string, organizationId: number): AudioFiles {
  const made = new Map<number, { readonly file: string; readonly bytes: number; readonly sha256: string }>();
  const fileOf = (key: string): string => path.join(dataDir, 'files', ...key.split('/'));

  return {
    store: async (seconds) => {
      const key = newStorageKey(organizationId);
      const file = fileOf(key);
      const known = made.get(seconds);
      if (known) {
        await link(known.file, file).catch(() => copyFile(known.file, file));
        return { key, bytes: known.bytes, sha256: known.sha256, contentType: 'audio/wav' };
      }
      const audio = synthesizeTalk(seconds, seconds);
      const sha256 = createHash('sha256').update(audio).digest('hex');
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(file, audio, { mode: 0o600 });
      made.set(seconds, { file, bytes: audio.length, sha256 });
      return { key, bytes: audio.length, sha256, contentType: 'audio/wav' };
    },
  };
}

/** Removes the recordings of an organisation, as before its history is made anew. */
export const clearAudioFiles = (dataDir: string, organizationId: number): Promise<void> =>
  rm(path.join(dataDir, 'files', 'recordings', String(organizationId)), { recursive: true, force: true });
