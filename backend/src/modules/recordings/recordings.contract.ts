import { created, operation, raw } from '../../platform/http/operation.js';
import { id, instant, object, optional, string } from '../../platform/http/schema.js';

const TAG = 'Recordings';
/** Nobody listens to so many; who copies them is stopped. */
const HOURLY = { hourlyLimit: { name: 'recordings', perHour: 120 } } as const;
const CALL = { id: id({ description: 'The call' }) };
const WHICH = {
  recordingId: optional(
    string({
      maxLength: 128,
      description: '`recordings[].id`, or its `recordingId`, when the call has several',
    }),
  ),
};

export const getCallRecording = operation({
  id: 'getCallRecording',
  method: 'get',
  path: '/calls/:id/recording',
  access: 'recordings:listen',
  ...HOURLY,
  tag: TAG,
  summary: 'Audio of a call',
  description:
    'Takes a single `Range` (206, 416). Without `recordingId` the first recording that is here. 404 while none has been ' +
    'fetched from telephony.',
  params: CALL,
  query: WHICH,
  success: raw('audio/mpeg', 'The audio, `audio/mpeg` or `audio/wav`'),
});

export const createRecordingLink = operation({
  id: 'createRecordingLink',
  method: 'post',
  path: '/calls/:id/recording/link',
  access: 'recordings:listen',
  keys: false,
  ...HOURLY,
  tag: TAG,
  summary: 'An address of the audio for an <audio> element',
  description: 'Valid for ten minutes and no longer than the session that asked for it.',
  params: CALL,
  query: WHICH,
  success: created(
    object(
      { url: string({ example: '/api/recordings/play/…' }), expiresAt: instant() },
      { name: 'RecordingLink' },
    ),
  ),
  location: ({ url }) => url,
});

export const playRecording = operation({
  id: 'playRecording',
  method: 'get',
  path: '/recordings/play/:token',
  access: 'public',
  tag: TAG,
  summary: 'Audio by an address of `createRecordingLink`',
  description: 'The token in the path is the whole right to it; 404 when it is over. Takes a single `Range`.',
  params: { token: string({ maxLength: 300, pattern: /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/ }) },
  success: raw('audio/mpeg', 'The audio, `audio/mpeg` or `audio/wav`'),
});

export const recordingOperations = [getCallRecording, createRecordingLink, playRecording] as const;
