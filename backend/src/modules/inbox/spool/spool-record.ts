import { crc32 } from 'node:zlib';
import type { ReceivedEvent } from '../received-event.js';

/** Length and CRC-32 of the payload, both 32-bit big-endian. A length of 0 ends the file's used part. */
export const HEADER_BYTES = 8;

interface Payload {
  readonly organizationId: number;
  readonly provider: string;
  readonly path: string;
  readonly raw: string;
  readonly receivedAt: string | null;
}

export function encodeRecord({ organizationId, provider, path, raw, receivedAt }: ReceivedEvent): Buffer {
  const payload: Payload = {
    organizationId,
    provider,
    path,
    raw: raw.toString('base64'),
    receivedAt: receivedAt?.toISOString() ?? null,
  };
  const bytes = Buffer.from(JSON.stringify(payload), 'utf8');
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(bytes.length, 0);
  header.writeUInt32BE(crc32(bytes), 4);
  return Buffer.concat([header, bytes]);
}

/** Length of the payload and its checksum; null where no record begins. */
export function readHeader(header: Buffer): { length: number; checksum: number } | null {
  if (header.length < HEADER_BYTES) return null;
  const length = header.readUInt32BE(0);
  return length === 0 ? null : { length, checksum: header.readUInt32BE(4) };
}

/** The event of a payload; null when its bytes are not those that were written, such as the torn end of a killed process. */
export function decodePayload(bytes: Buffer, checksum: number): ReceivedEvent | null {
  if (crc32(bytes) !== checksum) return null;
  const payload = JSON.parse(bytes.toString('utf8')) as Payload;
  return {
    organizationId: payload.organizationId,
    provider: payload.provider,
    path: payload.path,
    raw: Buffer.from(payload.raw, 'base64'),
    receivedAt: payload.receivedAt === null ? null : new Date(payload.receivedAt),
  };
}
