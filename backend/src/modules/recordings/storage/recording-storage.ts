import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ByteRange } from '../byte-range.js';

/** A file that has come in whole and is flushed to the disk. */
export interface IncomingFile {
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly contentType: string;
}

/** Where recordings are kept. A key names a file for ever; a file stands there whole or not at all. */
export interface RecordingStorage {
  /** Takes the file away from where it came in; a file of the same key is replaced. */
  put(key: string, file: IncomingFile): Promise<void>;
  /** Bytes of a file, or null when there is none of that key. */
  open(key: string, range: ByteRange | null): Promise<Readable | null>;
  /** Removes a file; one that is not there is no failure. */
  remove(key: string): Promise<void>;
}

const NAME_BYTES = 16;

/** A new key: a folder per organisation, a name that cannot be guessed. */
export const newStorageKey = (organizationId: number): string =>
  `recordings/${String(organizationId)}/${randomBytes(NAME_BYTES).toString('hex')}`;
