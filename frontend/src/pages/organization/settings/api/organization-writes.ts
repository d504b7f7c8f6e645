import { useMutation, useQueryClient } from '@tanstack/react-query';
import { organizationKeys } from '@/entities/organization';
import type { OrganizationSettings } from '@/entities/organization';
import { profileKey } from '@/entities/session';
import { api, unwrap } from '@/shared/api';
import type { ApiPaths } from '@/shared/api';

export type SettingsChange =
  ApiPaths['/api/admin/organization']['patch']['requestBody']['content']['application/json'];

/** Changes the settings; another time zone moves every figure by day, so nothing shown is kept. */
export function useChangeSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: SettingsChange): Promise<OrganizationSettings> =>
      (await unwrap(api.PATCH('/api/admin/organization', { body }))).data,
    onSuccess: async (settings, { timezone }) => {
      queryClient.setQueryData(organizationKeys.settings, settings);
      if (timezone === undefined) await queryClient.invalidateQueries({ queryKey: profileKey });
      else await queryClient.invalidateQueries();
    },
  });
}
