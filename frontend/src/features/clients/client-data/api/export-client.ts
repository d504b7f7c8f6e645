import { useMutation } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import { fileNameOf } from '@/shared/lib/save-file';
import type { DownloadedFile } from '@/shared/lib/save-file';

/** Fetches the file with all that is kept of a number; the token goes in a header, so a plain link would not do. */
export function useExportClient(): UseMutationResult<DownloadedFile, Error, string> {
  return useMutation({
    mutationFn: async (phone: string) => {
      const request = api.GET('/api/clients/{phone}/export', {
        params: { path: { phone } },
        parseAs: 'blob',
      });
      const { response } = await request;
      const content: unknown = await unwrap(request);
      return { content: content as Blob, name: fileNameOf(response) ?? 'client.json' };
    },
  });
}
