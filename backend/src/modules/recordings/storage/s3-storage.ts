import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { ByteRange } from '../byte-range.js';
import type { RecordingStorage } from './recording-storage.js';

export interface S3Options {
  /** Null means Amazon's own. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A private bucket of any S3-compatible store; nobody but the product ever gets an address of its files. */
export function createS3Storage(options: S3Options): RecordingStorage {
  const { bucket: Bucket } = options;
  let opened: ReturnType<typeof openBucket> | null = null;
  const open = (): ReturnType<typeof openBucket> => (opened ??= openBucket(options));

  return {
    put: async (Key, { path, bytes, sha256, contentType }) => {
      const { client, sdk } = await open();
      const facts = { ContentLength: bytes, ContentType: contentType, Metadata: { sha256 } };
      await client.send(new sdk.PutObjectCommand({ Bucket, Key, Body: createReadStream(path), ...facts }));
      await rm(path, { force: true });
    },
    open: async (Key, range) => {
      const { client, sdk } = await open();
      try {
        const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key, ...rangeOf(range) }));
        return (Body as Readable | undefined) ?? null;
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return null;
        throw error;
      }
    },
    remove: async (Key) => {
      const { client, sdk } = await open();
      await client.send(new sdk.DeleteObjectCommand({ Bucket, Key }));
    },
  };
}

/** The SDK is large: processes that keep their files on the disk never load it. */
async function openBucket({ endpoint, region, accessKeyId, secretAccessKey }: S3Options) {
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    region,
    ...(endpoint !== null && { endpoint, forcePathStyle: true }),
    credentials: { accessKeyId, secretAccessKey },
    // Not every compatible store knows the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { sdk, client };
}

const rangeOf = (range: ByteRange | null): { Range?: string } =>
  range === null ? {} : { Range: `bytes=${String(range.start)}-${String(range.end)}` };
