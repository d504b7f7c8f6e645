import type { Mount } from '../../platform/http/mount.js';
import type { PlaybackService } from './playback.service.js';
import { createRecordingLink, getCallRecording, playRecording } from './recordings.contract.js';
import type { SendAudio } from './send-audio.js';

export interface RecordingsRoutesDeps {
  readonly playback: PlaybackService;
  readonly sendAudio: SendAudio;
}

export function recordingsRoutes(mount: Mount, { playback, sendAudio }: RecordingsRoutesDeps): void {
  mount.signedIn(getCallRecording, async ({ actor, params, query, req, res }) => {
    const wanted = { callId: params.id, recordingId: query.recordingId ?? null };
    await sendAudio(req, res, await playback.getOfCall(actor, wanted));
  });
  mount.signedIn(createRecordingLink, ({ actor, params, query }) =>
    playback.createLink(actor, { callId: params.id, recordingId: query.recordingId ?? null }),
  );
  mount.open(playRecording, async ({ params, req, res }) => {
    await sendAudio(req, res, await playback.getByToken(params.token));
  });
}
