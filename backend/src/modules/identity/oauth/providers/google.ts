import { emailSaidToBeVerified, type Claims } from './oidc.js';

export const GOOGLE_ISSUER = new URL('https://accounts.google.com');

/**
 * Google's documents ("Verify the Google ID token"): it speaks for an address of `gmail.com`, and for one of a Workspace domain, which
 * `hd` names; any other was verified once, long ago perhaps, and may have another owner by now.
 */
export function googleEmail(claims: Claims): string | null {
  const email = emailSaidToBeVerified(claims);
  if (email === null) return null;
  const { hd } = claims;
  const isHosted = typeof hd === 'string' && hd !== '';
  return isHosted || email.toLowerCase().endsWith('@gmail.com') ? email : null;
}
