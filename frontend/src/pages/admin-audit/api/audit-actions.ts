import { useMutation, useQueryClient } from '@tanstack/react-query';
import { auditKeys } from '@/entities/audit-entry';
import type { AuditQuestion } from '@/entities/audit-entry';
import { api, unwrap } from '@/shared/api';
import { saveFile } from '@/shared/lib/save-file';

/** Walks the newest stretch of the chain. */
export function useVerify() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => (await unwrap(api.POST('/api/admin/audit/verification'))).data,
    onSettled: () => client.invalidateQueries({ queryKey: auditKeys.all }),
  });
}

/** Fetches the rows of the question as a file and hands it to the browser. */
export function useExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (query: AuditQuestion) => {
      const answer = api.GET('/api/admin/audit/export', { params: { query }, parseAs: 'blob' });
      saveFile({ content: await unwrap(answer), name: 'audit.csv' });
    },
    onSettled: () => client.invalidateQueries({ queryKey: auditKeys.all }),
  });
}
