import { CircleCheck, CircleX, Clock } from 'lucide-react';
import type { LetterStatus } from '@/entities/letter';
import { choiceField, defineUrlState } from '@/shared/lib/url-state';
import type { Hue } from '@/shared/ui/hue';
import type { LucideIcon } from '@/shared/ui/icon';

export const parts = ['server', 'templates', 'letters'] as const;
export const statuses = ['queued', 'sent', 'failed'] as const satisfies LetterStatus[];

/** What of the page lives in its address. */
export const mailUrl = defineUrlState({ part: choiceField(parts), status: choiceField(statuses) });

export const statusLooks: Record<LetterStatus, { hue: Hue; icon: LucideIcon }> = {
  queued: { hue: 'info', icon: Clock },
  sent: { hue: 'success', icon: CircleCheck },
  failed: { hue: 'danger', icon: CircleX },
};
