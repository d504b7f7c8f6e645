import { Ban, CircleCheck, Clock, Hourglass } from 'lucide-react';
import type { InvitationStatus } from '@/entities/invitation';
import { choiceField, defineUrlState, integerField } from '@/shared/lib/url-state';
import type { Hue } from '@/shared/ui/hue';
import type { LucideIcon } from '@/shared/ui/icon';

export const statuses = ['open', 'accepted', 'expired', 'revoked'] as const satisfies InvitationStatus[];

/** What of the page lives in its address. */
export const invitationsUrl = defineUrlState({ status: choiceField(statuses), page: integerField(1) });

export const statusLooks: Record<InvitationStatus, { hue: Hue; icon: LucideIcon }> = {
  open: { hue: 'info', icon: Clock },
  accepted: { hue: 'success', icon: CircleCheck },
  expired: { hue: 'warning', icon: Hourglass },
  revoked: { hue: 'danger', icon: Ban },
};
