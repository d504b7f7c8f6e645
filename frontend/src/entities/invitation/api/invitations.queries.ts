import { keepPreviousData, queryOptions } from '@tanstack/react-query';
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
