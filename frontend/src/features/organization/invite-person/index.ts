/** Inviting a person, by letter or by a link to hand over; sending an invitation again and taking it back. */
export { InviteDialog } from './ui/invite-dialog';
export { IssuedDialog } from './ui/issued-dialog';
export { useReissue, useRevoke } from './api/invitation-writes';
