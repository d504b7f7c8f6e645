/** Proving anew that it is the person himself, before something sensitive. */
export { ConfirmIdentity } from './ui/confirm-identity';
