import type { InvitationView } from './invitations.contract.js';
import type { InvitationRow } from './invitations.queries.js';
import { statusOf } from './invitations.rules.js';

export function toInvitation(
  { invitedById, invitedByName, revokedAt, locale: _, ...row }: InvitationRow,
  now: Date,
): InvitationView {
  return {
    ...row,
    status: statusOf({ ...row, revokedAt }, now),
    invitedBy: { id: invitedById, name: invitedByName },
  };
}
