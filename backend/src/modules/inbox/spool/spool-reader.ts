import type { FileHandle } from 'node:fs/promises';
import type { ReceivedEvent } from '../received-event.js';
import { decodePayload, HEADER_BYTES, readHeader } from './spool-record.js';

const BATCH = 200;

/** Reads the record at an offset; null at the end of what is whole. */
async function readRecord(
  handle: FileHandle,
  offset: number,
): Promise<{ event: ReceivedEvent; next: number } | null> {
  const head = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, offset);
  const header = readHeader(head.buffer.subarray(0, head.bytesRead));
  if (header === null) return null;
  const { size } = await handle.stat();
  const next = offset + HEADER_BYTES + header.length;
  if (next > size) return null;
  const { buffer } = await handle.read(Buffer.alloc(header.length), 0, header.length, offset + HEADER_BYTES);
  const event = decodePayload(buffer, header.checksum);
  return event === null ? null : { event, next };
}

/** The next events between two offsets, and the offset behind them. */
export async function readBatch(
  handle: FileHandle,
  { from, end }: { from: number; end: number },
): Promise<{ events: ReceivedEvent[]; next: number }> {
  const events: ReceivedEvent[] = [];
  let next = from;
  while (events.length < BATCH && next < end) {
    const record = await readRecord(handle, next);
    // What was written here can no longer be read; the records behind it cannot be found without it.
    if (record === null) return { events, next: end };
    events.push(record.event);
    next = record.next;
  }
  return { events, next };
}

/** The offset behind the last whole record. */
export async function findEnd(handle: FileHandle): Promise<number> {
  let end = 0;
  for (let record = await readRecord(handle, 0); record !== null; record = await readRecord(handle, end)) {
    end = record.next;
  }
  return end;
}
