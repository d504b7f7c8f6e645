/** An invitation to work in the organisation. */
export {
  deliveriesQuery,
  invitationKeys,
  invitationsQuery,
  useOffersLetter,
} from './api/invitations.queries';
export type { Invitation, InvitationStatus, IssuedInvitation } from './api/invitations.queries';
