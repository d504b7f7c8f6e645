/** Ending one's own session. */
export { useSignOut } from './api/sign-out';
