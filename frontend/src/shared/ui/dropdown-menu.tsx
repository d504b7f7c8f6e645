import { cloneElement, lazy, Suspense, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
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
  trigger: ReactElement<{ onClick?: () => void; 'aria-haspopup'?: 'menu'; 'aria-expanded'?: boolean }>;
  entries: readonly MenuEntry[];
  align?: 'start' | 'end';
  side?: 'bottom' | 'top' | 'right';
}

const MenuLayer = lazy(async () => ({ default: (await import('./dropdown-menu-layer')).MenuLayer }));

/** Actions behind a button. The menu's code comes with the first press. */
export function DropdownMenu(props: DropdownMenuProps) {
  const [pressed, setPressed] = useState(false);
  if (!pressed) {
    return cloneElement(props.trigger, {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onClick: () => {
        setPressed(true);
      },
    });
  }
  return (
    <Suspense fallback={props.trigger}>
      <MenuLayer {...props} />
    </Suspense>
  );
}
