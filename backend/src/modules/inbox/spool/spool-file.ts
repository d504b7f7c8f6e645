import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { ReceivedEvent } from '../received-event.js';
import { findEnd, readBatch } from './spool-reader.js';
import { encodeRecord, HEADER_BYTES } from './spool-record.js';

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

const RESERVE_CHUNK_BYTES = 1024 * 1024;
const END = Buffer.alloc(HEADER_BYTES);

interface Waiting {
  readonly record: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface State {
  readonly handle: FileHandle;
  readonly capacityBytes: number;
  /** Runs one piece of work on the file after the other. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Offset behind the last stored event. */
  end: number;
  /** Offset behind the last event handed over. */
  drained: number;
  waiting: Waiting[];
  waitingBytes: number;
}

/** Opens a spool file, with what an earlier process may have left in it. */
export async function openSpoolFile(file: string, capacityBytes: number): Promise<SpoolFile> {
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  const end = await findEnd(handle);
  const state: State = {
    ...{ handle, capacityBytes, end },
    inTurn: createTurns(),
    drained: 0,
    waiting: [],
    waitingBytes: 0,
  };
  return {
    append: (event) => append(state, event),
    drain: async (write) => {
      while (state.drained < state.end) {
        const { events, next } = await readBatch(handle, { from: state.drained, end: state.end });
        if (events.length > 0) await write(events);
        state.drained = next;
      }
      await state.inTurn(() => startAnew(state));
    },
    reserve: () => reserve(state),
    get bytes() {
      return state.end - state.drained;
    },
    close: async () => {
      await state.inTurn(() => flush(state));
      await handle.close();
    },
  };
}

function createTurns(): State['inTurn'] {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };
}

async function append(state: State, event: ReceivedEvent): Promise<void> {
  const record = encodeRecord(event);
  if (state.end + state.waitingBytes + record.length + HEADER_BYTES > state.capacityBytes) {
    throw new SpoolFullError('The spool is full');
  }
  state.waitingBytes += record.length;
  await new Promise<void>((resolve, reject) => {
    state.waiting.push({ record, resolve, reject });
    void state.inTurn(() => flush(state));
  });
}

async function put({ handle }: State, offset: number, bytes: Buffer): Promise<void> {
  const { bytesWritten } = await handle.write(bytes, 0, bytes.length, offset);
  if (bytesWritten < bytes.length) throw new SpoolFullError('The disk is full');
  await handle.datasync();
}

/** One write and one sync for all who wait. */
async function flush(state: State): Promise<void> {
  const batch = state.waiting;
  if (batch.length === 0) return;
  state.waiting = [];
  const block = Buffer.concat(batch.map(({ record }) => record));
  try {
    await put(state, state.end, Buffer.concat([block, END]));
    state.end += block.length;
    for (const { resolve } of batch) resolve();
  } catch (error) {
    for (const { reject } of batch) reject(error);
  } finally {
    state.waitingBytes -= block.length;
  }
}

/**
 * Goes back to the beginning once everything is handed over, and leaves none of it on the disk: what is erased from the database later must
 * not be found here.
 */
async function startAnew(state: State): Promise<void> {
  if (state.end === 0 || state.drained < state.end) return;
  const used = state.end;
  await put(state, 0, END);
  state.end = 0;
  state.drained = 0;
  const zeros = Buffer.alloc(RESERVE_CHUNK_BYTES);
  for (let offset = HEADER_BYTES; offset < used; offset += zeros.length)
    await put(state, offset, zeros.subarray(0, Math.min(zeros.length, used - offset)));
}

async function reserve(state: State): Promise<void> {
  const { handle, capacityBytes, inTurn } = state;
  const { size } = await handle.stat();
  const zeros = Buffer.alloc(RESERVE_CHUNK_BYTES);
  for (let offset = size; offset < capacityBytes; offset += zeros.length) {
    await inTurn(async () => {
      // Events may have made the file longer meanwhile: never write over them.
      const from = Math.max(offset, state.end + HEADER_BYTES);
      const length = Math.min(offset + zeros.length, capacityBytes) - from;
      if (length > 0) await handle.write(zeros, 0, length, from);
    });
  }
}
