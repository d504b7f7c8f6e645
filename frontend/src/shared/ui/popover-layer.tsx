import { Popover as Radix } from 'radix-ui';
import { useMemo } from 'react';
import type { ReactNode, RefObject } from 'react';
import { floating } from './floating';

export interface PopoverLayerProps {
  id: string;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  /** Spoken name of the box. */
  label: string;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'bottom' | 'left' | 'right';
  /** Inner space; lists bring their own. */
  padded?: boolean;
  /** At least as wide as the trigger. */
  matchWidth?: boolean;
  children: ReactNode;
}

export function PopoverLayer({
  id,
  anchor,
  onClose,
  label,
  align = 'start',
  side = 'bottom',
  padded = true,
  matchWidth = false,
  children,
}: PopoverLayerProps) {
  const box = useMemo(
    () => ({ current: { getBoundingClientRect: () => boxOf(anchor.current).getBoundingClientRect() } }),
    [anchor],
  );
  return (
    <Radix.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Radix.Anchor virtualRef={box} />
      <Radix.Portal>
        <Radix.Content
          id={id}
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => {
            const wanted =
              event.currentTarget instanceof Element
                ? event.currentTarget.querySelector('[data-autofocus]')
                : null;
            if (!(wanted instanceof HTMLElement)) return;
            event.preventDefault();
            wanted.focus();
          }}
          // The trigger closes the box by its own press; closing here too would open it again.
          onInteractOutside={(event) => {
            if (event.target instanceof Node && anchor.current?.contains(event.target) === true)
              event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (document.activeElement === document.body) anchor.current?.focus();
          }}
          className={`${floating} max-w-[calc(100vw-16px)] ${padded ? 'p-3' : 'p-1'} ${matchWidth ? 'min-w-(--radix-popover-trigger-width)' : ''}`}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A field's box is what the eye ties the list to, not the button inside it. */
function boxOf(anchor: HTMLElement | null): HTMLElement {
  return anchor?.closest<HTMLElement>('[data-field-box]') ?? anchor ?? document.body;
}
