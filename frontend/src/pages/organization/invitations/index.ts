export { AdminInvitationsPage } from './ui/admin-invitations-page';
