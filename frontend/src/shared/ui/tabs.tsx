import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';

export interface Tab<Value extends string> {
  value: Value;
  label: string;
  count?: ReactNode;
  content: ReactNode;
}

interface TabsProps<Value extends string> {
  label: string;
  tabs: readonly Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** Space at both ends of the line of tabs: that of the panel. */
  inset?: 'sm' | 'md';
}

const line = 'flex gap-5 overflow-x-auto border-b border-line-subtle whitespace-nowrap';
const tab =
  'focus-inset -mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-b-2 border-transparent text-ink-2 hover:text-ink';

/** Parts of one card. The chosen one belongs in the address when a link to it makes sense. */
export function Tabs<Value extends string>({ label, tabs, value, onChange, inset = 'sm' }: TabsProps<Value>) {
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => {
        const chosen = tabs.find((candidate) => candidate.value === next);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      className="flex min-h-0 flex-1 flex-col"
    >
      <Radix.List aria-label={label} className={`${line} ${inset === 'sm' ? 'px-4' : 'px-4 sm:px-6'}`}>
        {tabs.map((item) => (
          <Radix.Trigger
            key={item.value}
            value={item.value}
            className={`${tab} data-[state=active]:border-brand data-[state=active]:font-medium data-[state=active]:text-ink`}
          >
            {item.label}
            {item.count !== undefined && <span className="text-12 font-normal text-ink-3">{item.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((item) => (
        <Radix.Content
          key={item.value}
          value={item.value}
          className="min-h-0 flex-1 overflow-y-auto focus-visible:shadow-none"
        >
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

/** Tabs that are pages of their own: links, not buttons. */
export function TabLinks({
  label,
  links,
}: {
  label: string;
  links: readonly { to: string; label: string; end?: boolean }[];
}) {
  return (
    <nav aria-label={label} className={line}>
      {links.map((link) => (
        <NavLink
          key={link.to}
          to={link.to}
          end={link.end ?? true}
          className={({ isActive }) => `${tab} ${isActive ? 'border-brand! font-medium text-ink!' : ''}`}
        >
          {link.label}
        </NavLink>
      ))}
    </nav>
  );
}
