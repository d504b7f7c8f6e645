import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { oauthLinksKey } from '@/entities/oauth-provider';
import type { OauthProviderId } from '@/entities/oauth-provider';
import { api, unwrap } from '@/shared/api';

/** Asks for the provider's address and sends this browser there; it comes back to `returnTo`. */
export function useLinkProvider(): UseMutationResult<
  void,
  Error,
  { provider: OauthProviderId; returnTo: string }
> {
  return useMutation({
    mutationFn: async ({ provider, returnTo }) => {
      const params = { path: { provider } };
      const { data } = await unwrap(
        api.POST('/api/auth/oauth/{provider}/link', { params, body: { returnTo } }),
      );
      window.open(data.url, '_self');
    },
  });
}

export function useUnlinkProvider(): UseMutationResult<void, Error, OauthProviderId> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (provider) => {
      await unwrap(api.DELETE('/api/auth/oauth/links/{provider}', { params: { path: { provider } } }));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: oauthLinksKey }),
  });
}
