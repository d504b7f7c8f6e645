import { useMutation } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import { fileNameOf } from '@/shared/lib/save-file';
import type { DownloadedFile } from '@/shared/lib/save-file';

/** Fetches the file; the token goes in a header, so a plain link would not do. */
export function useExportOwnData(): UseMutationResult<DownloadedFile> {
  return useMutation({
    mutationFn: async () => {
      const request = api.GET('/api/auth/export', { parseAs: 'blob' });
      const { response } = await request;
      const content: unknown = await unwrap(request);
      return { content: content as Blob, name: fileNameOf(response) ?? 'my-data.json' };
    },
  });
}
