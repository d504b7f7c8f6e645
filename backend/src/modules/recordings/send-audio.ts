import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { notFound, problem } from '../../platform/http/problem.js';
import type { Logger } from '../../platform/logging/logger.js';
import { dayOf } from '../../platform/time.js';
import { extensionOf } from './audio-type.js';
import { readRange, type ByteRange } from './byte-range.js';
import type { StoredRecording } from './recordings.queries.js';
import type { RecordingStorage } from './storage/recording-storage.js';

export interface SendAudioDeps {
  readonly storage: RecordingStorage;
  readonly logger: Logger;
  /** Called once for each beginning of a playback, before the first byte goes out. */
  readonly onPlay: (recording: StoredRecording) => Promise<void>;
}

export type SendAudio = (req: Request, res: Response, recording: StoredRecording) => Promise<void>;

/** Answers with a recording, whole or the one range asked for. */
export function createSendAudio({ storage, logger, onPlay }: SendAudioDeps): SendAudio {
  const openFile = async (recording: StoredRecording, range: ByteRange | null): Promise<Readable> => {
    const audio = await storage.open(recording.storageKey, range);
    if (audio) return audio;
    logger.error('a stored recording has no file', { recordingRowId: recording.id });
    throw notFound('The file of this recording');
  };

  const send = async (res: Response, { recording, range }: Wanted): Promise<void> => {
    const audio = await openFile(recording, range);
    try {
      // A player that seeks asks for later ranges of the same playback.
      if (range === null || range.start === 0) await onPlay(recording);
    } catch (error) {
      audio.destroy();
      throw error;
    }
    writeHead(res, { recording, range });
    // A listener who leaves closes the connection: nothing to tell him, and the answer cannot be changed any more.
    await pipeline(audio, res).catch((error: unknown) => {
      if (!isGoneListener(error)) logger.warn('playback broke off', { recordingRowId: recording.id, error });
    });
  };

  return async (req, res, recording) => {
    const range = wantedRange(req, recording);
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Accept-Ranges', 'bytes');
    if (range === 'unsatisfiable') {
      res.setHeader('Content-Range', `bytes */${String(recording.bytes)}`);
      throw problem('range_not_satisfiable');
    }
    if (req.method !== 'HEAD') {
      await send(res, { recording, range });
      return;
    }
    writeHead(res, { recording, range });
    res.end();
  };
}

interface Wanted {
  readonly recording: StoredRecording;
  readonly range: ByteRange | null;
}

function wantedRange(req: Request, { bytes, sha256 }: StoredRecording): ByteRange | 'unsatisfiable' | null {
  const condition = req.get('If-Range');
  if (condition !== undefined && condition !== etagOf(sha256)) return null;
  return readRange(req.get('Range'), bytes);
}

const etagOf = (sha256: string): string => `"${sha256}"`;

function writeHead(res: Response, { recording, range }: Wanted): void {
  const { bytes, contentType, sha256 } = recording;
  const { start, end } = range ?? { start: 0, end: bytes - 1 };
  res.status(range ? 206 : 200);
  res.setHeader('Content-Type', contentType);
  res.setHeader('Content-Length', String(end - start + 1));
  res.setHeader('Content-Disposition', `inline; filename="${fileNameOf(recording)}"`);
  res.setHeader('ETag', etagOf(sha256));
  if (range) res.setHeader('Content-Range', `bytes ${String(start)}-${String(end)}/${String(bytes)}`);
}

/** Numbers and a day only: a client's phone does not belong into a file name. */
const fileNameOf = ({ id, callId, startedAt, contentType }: StoredRecording): string =>
  ['call', callId, id, ...(startedAt ? [dayOf(startedAt, 'UTC')] : [])].join('-') +
  `.${extensionOf(contentType)}`;

const isGoneListener = (error: unknown): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
