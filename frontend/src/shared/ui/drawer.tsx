import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import { IconButton } from './icon-button';
import { useFocusReturn } from './use-focus-return';

interface DrawerProps {
  /** Leaves the drawer's address for that of the list under it. */
  onClose: () => void;
  title: ReactNode;
  /** Beside the title: statuses. */
  badges?: ReactNode;
  /** At the end of the head, before the cross: previous, next, link, menu. */
  actions?: ReactNode;
  /** Between head and body: steps, tabs. */
  tabs?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

/**
 * A card of 880 px over its list, full width on a phone. It is open while it is rendered, so that a route can show it:
 * every drawer has an address. The body fills what head and footer leave; each column in it scrolls by itself.
 */
export function Drawer({ onClose, title, badges, actions, tabs, footer, children }: DrawerProps) {
  const { t } = useTranslation();
  const focusReturn = useFocusReturn();
  return (
    <Radix.Root
      open
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-(--z-drawer) animate-fade-in bg-(--scrim)" />
        <Radix.Content
          {...focusReturn}
          aria-describedby={undefined}
          className="fixed inset-y-0 end-0 z-(--z-drawer) flex w-full max-w-220 animate-slide-in flex-col bg-panel shadow-lg outline-none focus-visible:shadow-lg"
        >
          <div className="flex flex-wrap items-center gap-2 ps-4 pe-4 pt-3 pb-2 sm:ps-6">
            <Radix.Title className="text-20 font-semibold">{title}</Radix.Title>
            {badges}
            <div className="ms-auto flex items-center gap-1">
              {actions}
              <IconButton icon={X} label={t('action.close')} onClick={onClose} />
            </div>
          </div>
          {tabs}
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
          {footer !== undefined && (
            <footer className="flex flex-wrap items-center gap-2 border-t border-line-subtle bg-sunken px-4 py-3 sm:px-6">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
