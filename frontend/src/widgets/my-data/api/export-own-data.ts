import { useMutation } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';

export interface OwnDataFile {
  content: Blob;
  name: string;
}

/** Fetches the file; the token goes in a header, so a plain link would not do. */
export function useExportOwnData(): UseMutationResult<OwnDataFile> {
  return useMutation({
    mutationFn: async () => {
      const request = api.GET('/api/auth/export', { parseAs: 'blob' });
      const { response } = await request;
      const content: unknown = await unwrap(request);
      const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
      return { content: content as Blob, name: name ?? 'my-data.json' };
    },
  });
}
