import { startMangoApi, type AudioFile } from '../../src/telephony-simulator/mango-api/mango-api.js';
import { synthesizeTalk } from '../../src/telephony-simulator/audio.js';

const NOT_FOUND = 3320;
export const FAKE_CREDENTIALS = { apiKey: 'fake-key', apiSalt: 'fake-salt' };

export interface FakeMangoOptions {
  readonly errorStyle?: 'status' | 'result';
  readonly requestsPerSecond?: number;
  /** Milliseconds; drives the quarantine and the rate limit. */
  readonly now?: () => number;
}

/** Mango Office over HTTP, whose recordings, failures and credentials a test decides. */
export interface FakeMango {
  /** Base address of the API, as `telephony_account.api_base_url` has it. */
  readonly url: string;
  /** Paths asked for, in order. */
  readonly requests: string[];
  /** A recording that can be fetched, a talk of two seconds unless given; after `notReady` refusals. */
  keep(recordingId: string, file?: Partial<AudioFile> & { notReady?: number }): AudioFile;
  /** A recording deleted in the cabinet. */
  forget(recordingId: string): void;
  changeSalt(apiSalt: string): void;
  close(): Promise<void>;
}

export async function startFakeMango(options: FakeMangoOptions = {}): Promise<FakeMango> {
  const requests: string[] = [];
  const recordings = new Map<string, { file: AudioFile; notReady: number }>();
  let credentials = FAKE_CREDENTIALS;
  const api = await startMangoApi({
    requestsPerSecond: 1000,
    ...options,
    credentials: () => credentials,
    onRequest: (path) => requests.push(path),
    recording: (recordingId) => {
      const kept = recordings.get(recordingId);
      if (!kept || kept.notReady > 0) {
        if (kept) kept.notReady -= 1;
        return { code: NOT_FOUND };
      }
      return kept.file;
    },
  });
  return {
    url: api.url,
    requests,
    keep: (recordingId, { notReady = 0, contentType = 'audio/wav', body = synthesizeTalk(2, 1) } = {}) => {
      const file = { contentType, body };
      recordings.set(recordingId, { file, notReady });
      return file;
    },
    forget: (recordingId) => {
      recordings.delete(recordingId);
    },
    changeSalt: (apiSalt) => {
      credentials = { ...credentials, apiSalt };
    },
    close: () => api.close(),
  };
}
