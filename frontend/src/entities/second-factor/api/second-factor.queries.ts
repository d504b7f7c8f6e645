import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { api, demandSecondFactor, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type SecondFactor = components['schemas']['SecondFactor'];
export interface Seed {
  otpauthUrl: string;
  /** Picture of the same, a `data:` address. */
  qr: string;
}

const secondFactorKey = ['second-factor'] as const;

/** Own second factor: since when, and how many recovery codes are left. */
export const secondFactorQuery = queryOptions({
  queryKey: secondFactorKey,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/auth/2fa', { signal }))).data,
});

/** A new seed; in force once its code was sent. It is kept in this page alone. */
export function useSetUp(): UseMutationResult<Seed> {
  return useMutation({ mutationFn: () => unwrap(api.POST('/api/auth/2fa/setup')), gcTime: 0 });
}

/** Puts the seed in force; the answer is the ten recovery codes. */
export function useEnable(): UseMutationResult<string[], Error, string> {
  const changed = useChanged();
  return useMutation({
    mutationFn: async (code: string) =>
      (await unwrap(api.POST('/api/auth/2fa/enable', { body: { code } }))).recoveryCodes,
    onSuccess: changed,
    gcTime: 0,
  });
}

export function useDisable(): UseMutationResult<void, Error, { password: string; code: string }> {
  const changed = useChanged();
  return useMutation({
    mutationFn: async (proof: { password: string; code: string }) => {
      await unwrap(api.POST('/api/auth/2fa/disable', { body: proof }));
    },
    onSuccess: changed,
  });
}

/** Ten new recovery codes; those of before work no more. */
export function useRenewRecoveryCodes(): UseMutationResult<string[]> {
  const changed = useChanged();
  return useMutation({
    mutationFn: async () => (await unwrap(api.POST('/api/auth/2fa/recovery-codes'))).recoveryCodes,
    onSuccess: changed,
    gcTime: 0,
  });
}

/** What was asked of the person may be fulfilled, and what the pages show of him is out of date. */
function useChanged(): () => void {
  const queryClient = useQueryClient();
  return () => {
    demandSecondFactor(false);
    void queryClient.invalidateQueries({ queryKey: secondFactorKey });
  };
}
