/** Linking an account at an outside service to one's own, and ending that. */
export { useLinkProvider, useUnlinkProvider } from './api/link-provider';
