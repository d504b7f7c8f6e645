import { cva } from 'class-variance-authority';
import type { VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'react-router';
import type { LinkProps } from 'react-router';
import type { KeyCombo } from '@/shared/lib/shortcuts';
import { Icon } from './icon';
import type { LucideIcon } from './icon';
import { ariaKeys, KeyCap } from './key-cap';

const look = cva(
  'relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors duration-(--motion-instant) disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-disabled disabled:shadow-none',
  {
    variants: {
      intent: {
        default: 'border-line bg-panel text-ink shadow-xs hover:bg-hover [&_svg]:text-ink-2',
        primary: 'border-transparent bg-brand text-on-brand shadow-xs hover:bg-brand-hover',
        /** News that can be taken or left: it is seen, and is not the main action. */
        soft: 'border-brand-line bg-selected text-brand-text hover:bg-brand-soft',
        ghost:
          'border-transparent text-ink-2 hover:bg-hover hover:text-ink disabled:border-transparent disabled:bg-transparent',
        danger: 'border-(--danger-line) bg-panel text-danger shadow-xs hover:bg-hover',
        answer: 'border-transparent bg-answer text-on-call shadow-xs',
        hangup: 'border-transparent bg-hangup text-on-call shadow-xs',
      },
      size: {
        sm: 'h-(--control-sm) px-2 text-12',
        md: 'h-(--control) px-3 text-13',
        lg: 'h-10 px-4 text-14 pointer-coarse:h-11',
        xl: 'h-12 px-5 text-16',
      },
      block: { true: 'w-full', false: '' },
      on: { true: 'border-brand-line! bg-selected! text-brand-text! [&_svg]:text-brand-text!', false: '' },
    },
    defaultVariants: { intent: 'default', size: 'md', block: false, on: false },
  },
);

type Look = VariantProps<typeof look>;
interface Content {
  icon?: LucideIcon | undefined;
  /** The key that presses it, printed at the end. Register it with `useShortcut`. */
  combo?: KeyCombo | undefined;
  children: ReactNode;
}

const solidIntents = ['primary', 'answer', 'hangup'];

export type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & Look & Content & { busy?: boolean };

/** A verb. While `busy` the spinner stands for the icon, the width stays and presses are ignored. */
export function Button({
  intent,
  size,
  block,
  on,
  icon,
  combo,
  busy = false,
  children,
  ...props
}: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      {...(on === true ? { 'aria-pressed': true } : {})}
      {...(busy ? { 'aria-busy': true, 'aria-disabled': true, onClick: ignore } : {})}
      {...(combo === undefined ? {} : { 'aria-keyshortcuts': ariaKeys(combo) })}
      className={look({ intent, size, block, on })}
    >
      <ButtonContent icon={icon} combo={combo} busy={busy} solid={solidIntents.includes(intent ?? '')}>
        {children}
      </ButtonContent>
    </button>
  );
}

type ButtonLinkProps = Omit<LinkProps, 'className' | 'children'> & Look & Content;

/** A link that looks like a button: it goes somewhere, it does not do something. */
export function ButtonLink({ intent, size, block, on, icon, combo, children, ...props }: ButtonLinkProps) {
  return (
    <Link {...props} className={look({ intent, size, block, on })}>
      <ButtonContent icon={icon} combo={combo} busy={false} solid={solidIntents.includes(intent ?? '')}>
        {children}
      </ButtonContent>
    </Link>
  );
}

function ButtonContent({ icon, combo, busy, solid, children }: Content & { busy: boolean; solid: boolean }) {
  const covered = busy && icon === undefined;
  return (
    <>
      {busy ? (
        <span className={covered ? 'absolute inset-0 grid place-items-center' : 'contents'}>
          <Icon of={LoaderCircle} className="animate-spin motion-reduce:animate-none" />
        </span>
      ) : (
        icon !== undefined && <Icon of={icon} />
      )}
      <span className={covered ? 'opacity-0' : 'contents'}>{children}</span>
      {combo !== undefined && <KeyCap combo={combo} solid={solid} />}
    </>
  );
}

function ignore(event: { preventDefault: () => void }): void {
  event.preventDefault();
}
