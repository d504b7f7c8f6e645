import {
  CircleX,
  ClipboardList,
  Hash,
  MessageSquare,
  Ban,
  PhoneForwarded,
  PhoneMissed,
  ShieldCheck,
  Star,
  Tag,
} from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import type { Hue } from '@/shared/ui/hue';
import type { LucideIcon } from '@/shared/ui/icon';
import type { Disposition } from './call';

/** Outcomes every organisation starts with; their words stand in `calls:disposition`. */
const seededCodes = [
  'order',
  'consultation',
  'callback',
  'refusal',
  'wrong_number',
  'spam',
  'warranty',
  'quality_check',
  'no_answer_follow_up',
] as const;
type SeededCode = (typeof seededCodes)[number];

const looks: Record<SeededCode, { icon: LucideIcon; hue: Hue }> = {
  order: { icon: ClipboardList, hue: 'order-completed' },
  consultation: { icon: MessageSquare, hue: 'info' },
  callback: { icon: PhoneForwarded, hue: 'warning' },
  refusal: { icon: CircleX, hue: 'danger' },
  wrong_number: { icon: Hash, hue: 'state-offline' },
  spam: { icon: Ban, hue: 'state-offline' },
  warranty: { icon: ShieldCheck, hue: 'order-assigned' },
  quality_check: { icon: Star, hue: 'info' },
  no_answer_follow_up: { icon: PhoneMissed, hue: 'state-offline' },
};

/** Icon and hue of an outcome; one of the organisation's own gets a plain tag. */
export function dispositionLook(code: string): { icon: LucideIcon; hue: Hue } {
  const seeded = seededCode(code);
  return seeded === undefined ? { icon: Tag, hue: 'state-offline' } : looks[seeded];
}

/** Gives the words of an outcome: the organisation's own name, else ours, else its code. */
export function useDispositionName(list: readonly Disposition[] = []): (code: string) => string {
  const { t } = useTranslation('calls');
  return (code) => {
    const own = list.find((disposition) => disposition.code === code)?.name;
    if (own !== null && own !== undefined && own !== '') return own;
    const seeded = seededCode(code);
    return seeded === undefined ? code : t(`disposition.${seeded}`);
  };
}

function seededCode(code: string): SeededCode | undefined {
  return seededCodes.find((known) => known === code);
}
