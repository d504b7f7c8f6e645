import { cloneElement, lazy, Suspense, useId, useRef, useState } from 'react';
import type { ReactElement, ReactNode, Ref } from 'react';
import type { PopoverLayerProps } from './popover-layer';

const PopoverLayer = lazy(async () => ({ default: (await import('./popover-layer')).PopoverLayer }));

interface TriggerProps {
  ref?: Ref<HTMLElement>;
  onClick?: () => void;
  'aria-expanded'?: boolean;
  'aria-controls'?: string;
  'aria-haspopup'?: 'dialog' | 'listbox';
}

export type PopoverProps = Omit<PopoverLayerProps, 'id' | 'anchor' | 'onClose'> & {
  /** A button or chip; it takes a ref, `onClick` and ARIA props. */
  trigger: ReactElement<TriggerProps>;
  /** For callers that open or close it themselves. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** What is in the box. */
  kind?: 'dialog' | 'listbox';
  children: ReactNode;
};

/**
 * A small box over the page, tied to what opened it. Esc and a press outside close it, focus goes back to the trigger.
 * The positioning code comes with the first opening, not with the page.
 */
export function Popover({
  trigger,
  open: forced,
  onOpenChange,
  kind = 'dialog',
  children,
  ...layer
}: PopoverProps) {
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const [own, setOwn] = useState(false);
  const open = forced ?? own;
  const change = (next: boolean): void => {
    setOwn(next);
    onOpenChange?.(next);
  };
  return (
    <>
      {cloneElement(trigger, {
        ref: anchor,
        onClick: () => {
          change(!open);
        },
        'aria-expanded': open,
        'aria-haspopup': kind,
        ...(open && kind === 'dialog' ? { 'aria-controls': id } : {}),
      })}
      {open && (
        <Suspense fallback={null}>
          <PopoverLayer
            {...layer}
            id={id}
            anchor={anchor}
            onClose={() => {
              change(false);
            }}
          >
            {children}
          </PopoverLayer>
        </Suspense>
      )}
    </>
  );
}
