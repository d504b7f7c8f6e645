import { mkdir, unlink } from 'node:fs/promises';
import type { ReceivedEvent } from '../received-event.js';
import { openSpoolFile, type SpoolFile } from './spool-file.js';
import { adoptSpoolFile, newSpoolFile, releaseSpoolFile } from './spool-files.js';

type Write = (events: readonly ReceivedEvent[]) => Promise<void>;

/** Where events wait while the database cannot take them: a file of each process, synced before the sender hears 200. */
export interface Spool {
  append(event: ReceivedEvent): Promise<void>;
  /** Hands over this process's events, then those of processes that died. */
  drain(write: Write): Promise<void>;
  /** Opens this process's file; what `append` and `drain` do by themselves. */
  open(): Promise<void>;
  readonly bytes: number;
  close(): Promise<void>;
}

export interface SpoolOptions {
  readonly folder: string;
  readonly capacityBytes: number;
  /** Fills the file with zeros beforehand, against a disk that gets full. */
  readonly isReserved: boolean;
  readonly onReserveFailure?: (error: unknown) => void;
}

interface OpenFile {
  readonly name: string;
  readonly file: SpoolFile;
}

export function createSpool({ folder, capacityBytes, isReserved, onReserveFailure }: SpoolOptions): Spool {
  let opening: Promise<OpenFile> | null = null;
  let opened: OpenFile | null = null;

  const openOwn = async (): Promise<OpenFile> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const name = (await adoptSpoolFile(folder)) ?? (await newSpoolFile(folder));
    opened = { name, file: await openSpoolFile(name, capacityBytes) };
    if (isReserved) opened.file.reserve().catch((error: unknown) => onReserveFailure?.(error));
    return opened;
  };

  const own = (): Promise<OpenFile> =>
    (opening ??= openOwn().catch((error: unknown) => {
      opening = null;
      throw error;
    }));

  return {
    append: async (event) => (await own()).file.append(event),
    drain: async (write) => {
      const { file } = await own();
      await file.drain(write);
      await drainDead({ folder, capacityBytes, write });
    },
    open: async () => {
      await own();
    },
    get bytes() {
      return opened?.file.bytes ?? 0;
    },
    close: async () => {
      if (opening === null) return;
      const { name, file } = await opening;
      opening = null;
      opened = null;
      await file.close();
      await releaseSpoolFile(name);
    },
  };
}

interface DeadDrain {
  readonly folder: string;
  readonly capacityBytes: number;
  readonly write: Write;
}

/** Takes over the files of processes that died, one by one, until none is left. */
async function drainDead({ folder, capacityBytes, write }: DeadDrain): Promise<void> {
  for (let name = await adoptSpoolFile(folder); name !== null; name = await adoptSpoolFile(folder)) {
    const file = await openSpoolFile(name, capacityBytes);
    try {
      await file.drain(write);
      await file.close();
      await unlink(name);
    } catch (error) {
      await file.close();
      await releaseSpoolFile(name);
      throw error;
    }
  }
}
