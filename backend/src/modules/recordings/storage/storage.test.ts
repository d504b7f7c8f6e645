import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDiskStorage } from './disk-storage.js';
import { newStorageKey, type IncomingFile, type RecordingStorage } from './recording-storage.js';
import { createS3Storage } from './s3-storage.js';

let folder: string;
const bucket = new Map<string, Buffer>();
let s3: Server;

/** As much of an S3 store as files need: PUT, GET with a range, DELETE. */
function startS3(): Server {
  return createServer((request, response) => {
    const key = request.url?.split('?')[0] ?? '';
    void buffer(request).then((body) => {
      const held = bucket.get(key);
      if (request.method === 'PUT') {
        bucket.set(key, body);
        response.setHeader('ETag', '"x"').end();
      } else if (request.method === 'DELETE') {
        bucket.delete(key);
        response.writeHead(204).end();
      } else if (held) {
        const [, start = '0', end = String(held.length - 1)] =
          /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
        response
          .writeHead(request.headers.range ? 206 : 200)
          .end(held.subarray(Number(start), Number(end) + 1));
      } else {
        response
          .writeHead(404, { 'Content-Type': 'application/xml' })
          .end('<Error><Code>NoSuchKey</Code></Error>');
      }
    });
  }).listen(0, '127.0.0.1');
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'crm-storage-'));
  s3 = startS3();
  await new Promise((resolve) => s3.once('listening', resolve));
});
afterAll(async () => {
  s3.closeAllConnections();
  s3.close();
  await rm(folder, { recursive: true });
});

async function incoming(content: Buffer): Promise<IncomingFile> {
  const file = path.join(folder, 'incoming', randomBytes(4).toString('hex'));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content, { mode: 0o600 });
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { path: file, bytes: content.length, sha256, contentType: 'audio/wav' };
}

const bytesOf = async (stream: Readable | null): Promise<string | null> =>
  stream ? (await buffer(stream)).toString() : null;

const makers: readonly (readonly [string, () => RecordingStorage])[] = [
  ['disk', () => createDiskStorage(path.join(folder, 'files'))],
  [
    's3',
    () => {
      const address = s3.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const endpoint = `http://127.0.0.1:${String(port)}`;
      return createS3Storage({
        endpoint,
        region: 'us-east-1',
        bucket: 'calls',
        accessKeyId: 'id',
        secretAccessKey: 'secret',
      });
    },
  ],
];

describe.each(makers)('%s', (_, make) => {
  let storage: RecordingStorage;
  beforeEach(() => {
    storage = make();
  });

  test('keeps a file whole, gives parts of it, and takes the incoming one away', async () => {
    const key = newStorageKey(7);
    await storage.put(key, await incoming(Buffer.from('0123456789')));
    expect(await bytesOf(await storage.open(key, null))).toBe('0123456789');
    expect(await bytesOf(await storage.open(key, { start: 2, end: 4 }))).toBe('234');
    expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
  });

  test('replaces a file of the same key', async () => {
    const key = newStorageKey(7);
    await storage.put(key, await incoming(Buffer.from('first')));
    await storage.put(key, await incoming(Buffer.from('second')));
    expect(await bytesOf(await storage.open(key, null))).toBe('second');
  });

  test('gives nothing where nothing is, and removes quietly', async () => {
    const key = newStorageKey(7);
    expect(await storage.open(key, null)).toBeNull();
    await storage.remove(key);
    await storage.put(key, await incoming(Buffer.from('x')));
    await storage.remove(key);
    expect(await storage.open(key, null)).toBeNull();
  });
});

test('files on the disk are readable by their owner alone, and no key leads out of the folder', async () => {
  const storage = createDiskStorage(path.join(folder, 'files'));
  const key = newStorageKey(8);
  await storage.put(key, await incoming(Buffer.from('x')));
  expect((await stat(path.join(folder, 'files', key))).mode & 0o777).toBe(0o600);
  for (const wrong of ['recordings/8/../../secrets.json', '/etc/passwd', 'recordings/x/00']) {
    await expect(storage.open(wrong, null)).rejects.toThrow('no key');
  }
});
