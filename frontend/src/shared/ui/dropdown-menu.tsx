import { cloneElement, lazy, Suspense, useState } from 'react';
import type { MouseEvent, ReactElement, ReactNode } from 'react';
import type { KeyCombo } from '@/shared/lib/shortcuts';
import type { LucideIcon } from './icon';

interface Words {
  label: string;
  icon?: LucideIcon;
  combo?: KeyCombo;
  danger?: boolean;
}

export type MenuEntry =
  | ({ kind: 'action'; onSelect: () => void; disabled?: boolean } & Words)
  | ({ kind: 'link'; to: string } & Words)
  | {
      kind: 'choice';
      label: string;
      value: string;
      options: readonly { value: string; label: string; icon?: LucideIcon }[];
      onChange: (value: string) => void;
    }
  | { kind: 'head'; content: ReactNode }
  | { kind: 'separator' };

export interface DropdownMenuProps {
  /** A button that takes a ref, `onClick` and ARIA props. */
  trigger: ReactElement<{
    onClick?: (event: MouseEvent) => void;
    'aria-haspopup'?: 'menu';
    'aria-expanded'?: boolean;
  }>;
  entries: readonly MenuEntry[];
  align?: 'start' | 'end';
  side?: 'bottom' | 'top' | 'right';
}

const MenuLayer = lazy(async () => ({ default: (await import('./dropdown-menu-layer')).MenuLayer }));

/** Actions behind a button. The menu's code comes with the first press. */
export function DropdownMenu(props: DropdownMenuProps) {
  const [landmark, setLandmark] = useState<Element | null>(null);
  if (landmark === null) {
    return cloneElement(props.trigger, {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onClick: ({ currentTarget }: MouseEvent) => {
        setLandmark(currentTarget.closest('[role=dialog], main, header, nav') ?? document.body);
      },
    });
  }
  return (
    <Suspense fallback={props.trigger}>
      <MenuLayer {...props} landmark={landmark} />
    </Suspense>
  );
}
