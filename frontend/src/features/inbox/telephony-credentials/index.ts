/** Setting the credentials of a telephony account. */
export { CredentialsDialog } from './ui/credentials-dialog';
