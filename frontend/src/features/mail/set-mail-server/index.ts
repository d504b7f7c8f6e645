/** Giving the organisation an SMTP server of its own, and taking it away. */
export { MailServerDialog } from './ui/mail-server-dialog';
export { useRemoveMailServer } from './api/mail-server-writes';
