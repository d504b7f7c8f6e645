import type { ReactNode } from 'react';
import { cn } from '@/shared/lib/class-names';
import type { Hue } from '@/shared/ui/hue';

interface BriefFrameProps {
  label: string;
  hue?: Hue;
  /** The line around it: strong while it rings. */
  tone: 'ring' | 'state' | 'rest';
  /** A ring is announced as an alert dialogue that takes no focus. */
  isAlert?: boolean;
  children: ReactNode;
}

const tones = {
  ring: 'shadow-sm ring-[1.5px] ring-hue',
  state: 'shadow-xs ring-1 ring-hue-line',
  rest: 'shadow-xs ring-1 ring-line-subtle',
} as const;

/** The card on top of the desk; it stands in the same place in every state of a call. */
export function BriefFrame({ label, hue, tone, isAlert = false, children }: BriefFrameProps) {
  return (
    <section
      role={isAlert ? 'alertdialog' : undefined}
      aria-label={label}
      data-hue={hue}
      className={cn('relative shrink-0 rounded-xl bg-panel', tones[tone])}
    >
      {children}
    </section>
  );
}
