import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import { Link } from 'react-router';
import type { DropdownMenuProps, MenuEntry } from './dropdown-menu';
import { floating } from './floating';
import { Icon } from './icon';
import { KeyCap } from './key-cap';

const row =
  'flex min-h-8 w-full items-center gap-2 rounded-md px-2 outline-none select-none data-disabled:text-ink-disabled data-highlighted:bg-hover data-highlighted:shadow-none pointer-coarse:min-h-11';

type MenuLayerProps = DropdownMenuProps & {
  /** The part of the page the trigger is in: the menu belongs to it for those who move by landmarks. */
  landmark: Element;
};

/** Mounted by the first press, so it starts open. */
export function MenuLayer({ trigger, entries, landmark, align = 'end', side = 'bottom' }: MenuLayerProps) {
  return (
    <Radix.Root defaultOpen modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={landmark}>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={`${floating} max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto p-1`}
        >
          {entries.map((entry, index) => (
            <Entry key={entryKey(entry, index)} entry={entry} />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.kind) {
    case 'action':
      return (
        <Radix.Item className={row} disabled={entry.disabled ?? false} onSelect={entry.onSelect}>
          <Words entry={entry} />
        </Radix.Item>
      );
    case 'link':
      return (
        <Radix.Item asChild>
          <Link to={entry.to} className={row}>
            <Words entry={entry} />
          </Link>
        </Radix.Item>
      );
    case 'choice':
      return <Choice entry={entry} />;
    case 'head':
      return <Radix.Label className="px-2 py-1.5">{entry.content}</Radix.Label>;
    case 'separator':
      return <Radix.Separator className="my-1 h-px bg-(--border-subtle)" />;
  }
}

function Words({ entry }: { entry: Extract<MenuEntry, { kind: 'action' | 'link' }> }) {
  const danger = entry.danger === true;
  return (
    <>
      {entry.icon !== undefined && <Icon of={entry.icon} className={danger ? 'text-danger' : 'text-ink-2'} />}
      <span className={`flex-1 ${danger ? 'text-danger' : ''}`}>{entry.label}</span>
      {entry.combo !== undefined && <KeyCap combo={entry.combo} />}
    </>
  );
}

function Choice({ entry }: { entry: Extract<MenuEntry, { kind: 'choice' }> }) {
  return (
    <Radix.RadioGroup aria-label={entry.label} value={entry.value} onValueChange={entry.onChange}>
      <Radix.Label className="px-2 pt-2 pb-1 text-12 text-ink-3">{entry.label}</Radix.Label>
      {entry.options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={row}>
          {option.icon !== undefined && <Icon of={option.icon} className="text-ink-2" />}
          <span className="flex-1">{option.label}</span>
          <Radix.ItemIndicator>
            <Icon of={Check} size={14} className="text-brand-text" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

function entryKey(entry: MenuEntry, index: number): string {
  return 'label' in entry ? entry.label : `${entry.kind}-${String(index)}`;
}
