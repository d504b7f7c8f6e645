import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
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
  const { bucket, accessKeyId, secretAccessKey } = options;
  const client = new S3Client({
    region: options.region,
    ...(options.endpoint !== null && { endpoint: options.endpoint, forcePathStyle: true }),
    credentials: { accessKeyId, secretAccessKey },
    // Not every compatible store knows the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

  return {
    put: async (key, { path, bytes, sha256, contentType }) => {
      const body = createReadStream(path);
      const facts = { ContentLength: bytes, ContentType: contentType, Metadata: { sha256 } };
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ...facts }));
      await rm(path, { force: true });
    },
    open: async (key, range) => {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: key, ...rangeOf(range) }),
        );
        return (Body as Readable | undefined) ?? null;
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return null;
        throw error;
      }
    },
    remove: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}

const rangeOf = (range: ByteRange | null): { Range?: string } =>
  range === null ? {} : { Range: `bytes=${String(range.start)}-${String(range.end)}` };
