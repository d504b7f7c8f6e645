import { keyCaps } from '@/shared/lib/shortcuts';
import type { KeyCombo } from '@/shared/lib/shortcuts';
import { cn } from '@/shared/lib/class-names';

interface KeyCapProps {
  combo: KeyCombo;
  solid?: boolean | undefined;
}

/** Printed keys of a shortcut. Not spoken: the control they stand on carries `aria-keyshortcuts`. */
export function KeyCap({ combo, solid = false }: KeyCapProps) {
  return (
    <span aria-hidden className="inline-flex items-center gap-1 pointer-coarse:hidden">
      {keyCaps(combo).map((cap) => (
        <kbd
          key={cap}
          className={cn(
            'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border px-1 font-sans text-11 leading-none font-medium whitespace-nowrap',
            solid ? 'border-transparent bg-(--kbd-on-solid)' : 'border-line bg-sunken text-ink-2',
          )}
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}

/** The combination in the form of `aria-keyshortcuts`: `Control+S`. */
export function ariaKeys(combo: KeyCombo): string {
  return keyCaps(combo).join('+').replace('Ctrl', 'Control');
}
