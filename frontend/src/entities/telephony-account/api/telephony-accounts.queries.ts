import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type TelephonyAccount = components['schemas']['TelephonyAccount'];

export const telephonyAccountsKey = ['telephony-accounts'] as const;
const lookedAtEveryMs = 30_000;

/** Telephony accounts, when each was heard of last, and how many of its events wait. */
export const telephonyAccountsQuery = queryOptions({
  queryKey: telephonyAccountsKey,
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/admin/telephony', { signal }))).data,
  // Nothing tells live that events have stopped coming.
  refetchInterval: lookedAtEveryMs,
});
