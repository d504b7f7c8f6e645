import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { ReceivedEvent } from '../received-event.js';
import { decodePayload, encodeRecord, HEADER_BYTES, readHeader } from './spool-record.js';

/** Thrown when nothing more fits: the sender has to try again. */
export class SpoolFullError extends Error {
  override readonly name = 'SpoolFullError';
}

/** Events on disk, in the order in which they came. */
export interface SpoolFile {
  /** Resolves once the event is on the disk. @throws SpoolFullError, or the disk's failure. */
  append(event: ReceivedEvent): Promise<void>;
  /** Hands over what is stored, oldest first, until nothing is left; what `write` rejects stays. */
  drain(write: (events: readonly ReceivedEvent[]) => Promise<void>): Promise<void>;
  /** Writes the rest of the file full of zeros, so that a full disk cannot refuse an event later. */
  reserve(): Promise<void>;
  /** Bytes of events not handed over yet. */
  readonly bytes: number;
  close(): Promise<void>;
}

const DRAIN_BATCH = 200;
const RESERVE_CHUNK_BYTES = 1024 * 1024;
const END = Buffer.alloc(HEADER_BYTES);

interface Waiting {
  readonly record: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Reads the record at an offset; null at the end of what is whole. */
async function readRecord(
  handle: FileHandle,
  offset: number,
): Promise<{ event: ReceivedEvent; next: number } | null> {
  const { buffer: headerBytes, bytesRead } = await handle.read(
    Buffer.alloc(HEADER_BYTES),
    0,
    HEADER_BYTES,
    offset,
  );
  const header = readHeader(headerBytes.subarray(0, bytesRead));
  if (header === null) return null;
  const { size } = await handle.stat();
  const next = offset + HEADER_BYTES + header.length;
  if (next > size) return null;
  const { buffer } = await handle.read(Buffer.alloc(header.length), 0, header.length, offset + HEADER_BYTES);
  const event = decodePayload(buffer, header.checksum);
  return event === null ? null : { event, next };
}

async function readBatch(handle: FileHandle, from: number, end: number) {
  const events: ReceivedEvent[] = [];
  let next = from;
  while (events.length < DRAIN_BATCH && next < end) {
    const record = await readRecord(handle, next);
    // What was written here can no longer be read; the records behind it cannot be found without it.
    if (record === null) return { events, next: end };
    events.push(record.event);
    next = record.next;
  }
  return { events, next };
}

async function findEnd(handle: FileHandle): Promise<number> {
  let end = 0;
  for (let record = await readRecord(handle, 0); record !== null; record = await readRecord(handle, end)) {
    end = record.next;
  }
  return end;
}

/** Opens a spool file, with what an earlier process may have left in it. */
export async function openSpoolFile(file: string, capacityBytes: number): Promise<SpoolFile> {
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  let end = await findEnd(handle);
  let drained = 0;
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };

  const put = async (offset: number, bytes: Buffer): Promise<void> => {
    const { bytesWritten } = await handle.write(bytes, 0, bytes.length, offset);
    if (bytesWritten < bytes.length) throw new SpoolFullError('The disk is full');
    await handle.datasync();
  };

  // One write and one sync for all who wait.
  const flush = async (): Promise<void> => {
    const batch = waiting;
    if (batch.length === 0) return;
    waiting = [];
    const block = Buffer.concat(batch.map(({ record }) => record));
    try {
      await put(end, Buffer.concat([block, END]));
      end += block.length;
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      waitingBytes -= block.length;
    }
  };

  const startAnew = async (): Promise<void> => {
    if (end === 0 || drained < end) return;
    await put(0, END);
    end = 0;
    drained = 0;
  };

  return {
    append: (event) => {
      const record = encodeRecord(event);
      if (end + waitingBytes + record.length + HEADER_BYTES > capacityBytes) {
        return Promise.reject(new SpoolFullError('The spool is full'));
      }
      waitingBytes += record.length;
      return new Promise((resolve, reject) => {
        waiting.push({ record, resolve, reject });
        void inTurn(flush);
      });
    },
    drain: async (write) => {
      while (drained < end) {
        const { events, next } = await readBatch(handle, drained, end);
        if (events.length > 0) await write(events);
        drained = next;
      }
      await inTurn(startAnew);
    },
    reserve: async () => {
      const { size } = await handle.stat();
      const zeros = Buffer.alloc(RESERVE_CHUNK_BYTES);
      for (let offset = size; offset < capacityBytes; offset += zeros.length) {
        await inTurn(async () => {
          // Events may have made the file longer meanwhile: never write over them.
          const from = Math.max(offset, end + HEADER_BYTES);
          const length = Math.min(offset + zeros.length, capacityBytes) - from;
          if (length > 0) await handle.write(zeros, 0, length, from);
        });
      }
    },
    get bytes() {
      return end - drained;
    },
    close: async () => {
      await inTurn(flush);
      await handle.close();
    },
  };
}
