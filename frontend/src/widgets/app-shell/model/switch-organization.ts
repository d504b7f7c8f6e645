import { useMutation } from '@tanstack/react-query';
import { api, startSession, unwrap } from '@/shared/api';
import { paths } from '@/shared/config';

/** Everything shown belongs to the organisation that is left: the page begins anew in the other one. */
export function useSwitchOrganization() {
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.POST('/api/auth/organizations/{id}/switch', { params: { path: { id } } })),
    onSuccess: (tokens) => {
      startSession(tokens);
      window.location.assign(paths.home);
    },
  });
}
