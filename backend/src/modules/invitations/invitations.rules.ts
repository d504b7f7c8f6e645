import { PERMISSIONS_BY_ROLE } from '../../platform/access/permissions.js';
import { notFound, problem } from '../../platform/http/problem.js';
import type { InvitationView } from './invitations.contract.js';
import type { HeldInvitation, InvitationRow } from './invitations.queries.js';

export const INVITATION_HOURS = 72;
const HOUR_MS = 3_600_000;

export const expiryOf = (now: Date): Date => new Date(now.getTime() + INVITATION_HOURS * HOUR_MS);

export function statusOf(
  { acceptedAt, revokedAt, expiresAt }: Pick<InvitationRow, 'acceptedAt' | 'revokedAt' | 'expiresAt'>,
  now: Date,
): InvitationView['status'] {
  if (acceptedAt) return 'accepted';
  if (revokedAt) return 'revoked';
  return expiresAt <= now ? 'expired' : 'open';
}

/** A link that may still be accepted, and the role by which its inviter vouches for it. */
export type OpenInvitation = HeldInvitation & {
  readonly inviterRole: NonNullable<HeldInvitation['inviterRole']>;
};

/**
 * A link outlives neither its inviter nor his right to employ: who is sent away leaves no door open behind him.
 * @throws Problem `not_found`, `token_used` (accepted, replaced, taken back, or its inviter gone), `token_expired`.
 */
export function toOpen(held: HeldInvitation | null, now: Date): OpenInvitation {
  if (!held) throw notFound('invitation');
  const status = statusOf(held, now);
  if (status === 'expired') throw problem('token_expired');
  const { inviterRole, isOrganizationSuspended } = held;
  if (status !== 'open' || inviterRole === null || isOrganizationSuspended) throw problem('token_used');
  if (!PERMISSIONS_BY_ROLE[inviterRole].includes('operators:write')) throw problem('token_used');
  if (held.role === 'owner' && inviterRole !== 'owner') throw problem('token_used');
  return { ...held, inviterRole };
}
