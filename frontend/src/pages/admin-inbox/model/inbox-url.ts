import { Ban, CircleCheck, Clock, RotateCw } from 'lucide-react';
import type { WebhookEventStatus } from '@/entities/webhook-event';
import { choiceField, defineUrlState, idField } from '@/shared/lib/url-state';
import type { Hue } from '@/shared/ui/hue';
import type { LucideIcon } from '@/shared/ui/icon';

export const statuses = ['pending', 'failed', 'dead', 'processed'] as const satisfies WebhookEventStatus[];

/** What of the page lives in its address. `event` is the one that is open. */
export const inboxUrl = defineUrlState({ status: choiceField(statuses), event: idField() });

export const statusLooks: Record<WebhookEventStatus, { hue: Hue; icon: LucideIcon }> = {
  pending: { hue: 'info', icon: Clock },
  failed: { hue: 'warning', icon: RotateCw },
  dead: { hue: 'danger', icon: Ban },
  processed: { hue: 'success', icon: CircleCheck },
};
