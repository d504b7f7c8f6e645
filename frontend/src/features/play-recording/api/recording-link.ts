import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';

/** Links live ten minutes; one is asked anew a little earlier. */
const linkMs = 9 * 60_000;

/** An address for `<audio>`. Fails with 404 while telephony has not given the recording. */
export function recordingLinkQuery({
  callId,
  recordingId,
}: {
  callId: number;
  recordingId?: number | undefined;
}) {
  return queryOptions({
    queryKey: ['recording-link', callId, recordingId ?? null],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.POST('/api/calls/{id}/recording/link', {
            signal,
            params: {
              path: { id: callId },
              query: recordingId === undefined ? {} : { recordingId: String(recordingId) },
            },
          }),
        )
      ).data,
    staleTime: linkMs,
    gcTime: linkMs,
  });
}
