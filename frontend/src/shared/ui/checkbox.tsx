import { Check, Minus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { useFieldControl } from './field';
import { Icon } from './icon';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'className' | 'size' | 'ref'> & {
  /** Words beside the box; without them give `aria-label`. */
  children?: ReactNode;
  /** Some of the rows below are chosen, not all. */
  indeterminate?: boolean;
};

/** A real checkbox, drawn from tokens. The target is 24 px even where the box is 16. */
export function Checkbox({ children, indeterminate = false, ...props }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  const field = useFieldControl();
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <label className="inline-flex min-h-6 min-w-6 items-center gap-2 pointer-coarse:min-h-11">
      <span className="relative inline-grid size-4 shrink-0 place-items-center">
        <input
          {...field}
          {...props}
          ref={box}
          type="checkbox"
          className="peer size-4 appearance-none rounded-sm border border-line-strong bg-panel checked:border-brand checked:bg-brand indeterminate:border-brand indeterminate:bg-brand disabled:border-line disabled:bg-sunken"
        />
        <span className="pointer-events-none absolute hidden text-on-brand peer-checked:block peer-indeterminate:hidden">
          <Icon of={Check} size={12} />
        </span>
        <span className="pointer-events-none absolute hidden text-on-brand peer-indeterminate:block">
          <Icon of={Minus} size={12} />
        </span>
      </span>
      {children}
    </label>
  );
}

type SwitchProps = Omit<ComponentProps<'input'>, 'type' | 'className' | 'size' | 'role'>;

/** On or off, at once, without saving. Inside a `Field`, or with `aria-label`. */
export function Switch(props: SwitchProps) {
  const field = useFieldControl();
  return (
    <input
      {...field}
      {...props}
      type="checkbox"
      role="switch"
      className="relative h-4 w-7 shrink-0 appearance-none rounded-full bg-line-strong transition-colors duration-(--motion-fast) before:absolute before:start-0.5 before:top-0.5 before:size-3 before:rounded-full before:bg-panel before:transition-transform before:duration-(--motion-fast) after:absolute after:-inset-2 checked:bg-brand checked:before:translate-x-3 disabled:opacity-50"
    />
  );
}
