import { Tooltip as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import type { KeyCombo } from '@/shared/lib/shortcuts';
import { KeyCap } from './key-cap';

type TooltipProps = {
  text: ReactNode;
  combo?: KeyCombo | undefined;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** One element that takes a ref and props. */
  children: ReactElement;
};

/** Once around the application: moving from one hint to the next then shows it at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={400} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  );
}

/** A hint on hover and on keyboard focus. Never the only place of something one must know. */
export function Tooltip({ text, combo, side = 'bottom', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-(--z-toast) flex max-w-72 animate-fade-in items-center gap-2 rounded-md bg-inverse px-2 py-1 text-12 text-ink-inverse shadow-lg"
        >
          {text}
          {combo !== undefined && <KeyCap combo={combo} solid />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
