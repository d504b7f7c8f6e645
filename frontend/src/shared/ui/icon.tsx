import type { LucideIcon } from 'lucide-react';

export type { LucideIcon } from 'lucide-react';

interface IconProps {
  of: LucideIcon;
  /** 16 by default, 14 in chips and badges, 12 in captions, 20 on touch, 24 in empty states. */
  size?: 12 | 14 | 16 | 20 | 24;
  className?: string;
}

const strokes = { 12: 2, 14: 2, 16: 1.75, 20: 1.75, 24: 1.5 } as const;

/** A Lucide icon beside a word; the word speaks, so the icon is hidden from screen readers. */
export function Icon({ of: Shape, size = 16, className = '' }: IconProps) {
  return <Shape size={size} strokeWidth={strokes[size]} aria-hidden className={`shrink-0 ${className}`} />;
}
