/** An invitation to work in the organisation. */
export { invitationKeys, invitationsQuery } from './api/invitations.queries';
export type { Invitation, InvitationStatus, IssuedInvitation } from './api/invitations.queries';
