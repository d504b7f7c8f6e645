import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { audioTypeOf, looksLike, SIGNATURE_BYTES, type AudioType } from '../audio-type.js';
import type { IncomingFile } from '../storage/recording-storage.js';
import { FetchFailure } from './fetch-failure.js';

export const LARGEST_RECORDING_BYTES = 200 * 1024 * 1024;

export interface ReceiveOptions {
  /** Where files come in; on the same file system as the files kept on disk. */
  readonly folder: string;
  readonly maxBytes?: number;
}

/** Removes what a process that died was receiving. Meant before the first file, by the one process that receives. */
export async function clearUnfinished(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

/**
 * Writes an answer's audio to a file of its own and flushes it. When it throws, nothing is left behind.
 * @throws {FetchFailure} when it is no audio we take, too large, empty, or breaks off.
 */
export async function receiveFile(
  response: Response,
  { folder, maxBytes = LARGEST_RECORDING_BYTES }: ReceiveOptions,
): Promise<IncomingFile> {
  const type = await acceptedType(response, maxBytes);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${randomBytes(16).toString('hex')}.part`);
  const handle = await open(file, 'wx', 0o600);
  try {
    const facts = await copyAudio(response, handle, { type, maxBytes });
    await handle.sync();
    return { path: file, contentType: type, ...facts };
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

async function acceptedType({ headers, body }: Response, maxBytes: number): Promise<AudioType> {
  const type = audioTypeOf(headers.get('content-type'));
  const isTooLarge = Number(headers.get('content-length') ?? 0) > maxBytes;
  if (type && !isTooLarge) return type;
  await body?.cancel();
  throw new FetchFailure('refused', isTooLarge ? 'too_large' : 'not_audio');
}

interface Expected {
  readonly type: AudioType;
  readonly maxBytes: number;
}

async function copyAudio(
  response: Response,
  handle: FileHandle,
  { type, maxBytes }: Expected,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  for await (const chunk of chunksOf(response)) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new FetchFailure('refused', 'too_large');
    if (head.length < SIGNATURE_BYTES) head = Buffer.concat([head, chunk.subarray(0, SIGNATURE_BYTES)]);
    hash.update(chunk);
    await handle.writeFile(chunk);
  }
  if (!looksLike(type, head)) throw new FetchFailure('refused', bytes === 0 ? 'empty' : 'not_audio');
  return { bytes, sha256: hash.digest('hex') };
}

/** Leaving the loop early cancels the transfer. */
async function* chunksOf({ body }: Response): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body ?? []) yield Buffer.from(chunk as Uint8Array);
  } catch (cause) {
    throw new FetchFailure('unreachable', 'broke_off', { cause });
  }
}
