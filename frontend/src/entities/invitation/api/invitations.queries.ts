import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components } from '@/shared/api';

export type Invitation = components['schemas']['Invitation'];
export type IssuedInvitation = components['schemas']['IssuedInvitation'];
export type InvitationStatus = Invitation['status'];

export const invitationsPerPage = 50;
export const invitationKeys = { all: ['invitations'] } as const;

/** One page of invitations, newest first. */
export function invitationsQuery({ status, page }: { status: InvitationStatus | null; page: number }) {
  return queryOptions({
    queryKey: [...invitationKeys.all, status, page],
    queryFn: ({ signal }) => {
      const query = { page, limit: invitationsPerPage, ...(status === null ? {} : { status }) };
      return unwrap(api.GET('/api/invitations', { signal, params: { query } }));
    },
    placeholderData: keepPreviousData,
  });
}

/** Ways by which a link can reach a person now; `email` only where letters leave. */
export const deliveriesQuery = queryOptions({
  queryKey: [...invitationKeys.all, 'deliveries'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/invitations/deliveries', { signal }))).data,
});

/** Whether an invitation may go by letter. Until the server has said, it may: the server is asked again when it is sent. */
export function useOffersLetter(): boolean {
  const { data } = useQuery(deliveriesQuery);
  return data?.includes('email') ?? true;
}
