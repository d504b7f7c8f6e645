import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { IconButton } from './icon-button';
import { useFocusReturn } from './use-focus-return';

export interface DialogProps {
  onClose: () => void;
  title: ReactNode;
  /** Under the title, and spoken with it. */
  description?: ReactNode;
  /** 480 for a question, 640 for a form. */
  width?: 480 | 640;
  /** Left of the title: an avatar. */
  leading?: ReactNode;
  /** Between head and body: tabs. */
  tabs?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
}

export function DialogLayer({
  onClose,
  title,
  description,
  width = 480,
  leading,
  tabs,
  footer,
  children,
}: DialogProps) {
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
        <Radix.Overlay className="fixed inset-0 z-(--z-dialog) animate-fade-in bg-(--scrim)" />
        <Radix.Content
          {...focusReturn}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          className={cn(
            'fixed inset-0 z-(--z-dialog) m-auto flex h-fit max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] animate-rise flex-col rounded-xl bg-panel shadow-lg outline-none focus-visible:shadow-lg',
            width === 480 ? 'max-w-120' : 'max-w-160',
          )}
        >
          <div className="flex items-center gap-2 ps-5 pe-4 pt-4 pb-3">
            {leading}
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-16 font-semibold">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="text-12 text-ink-2">{description}</Radix.Description>
              )}
            </div>
            <IconButton icon={X} label={t('action.close')} tooltip={false} onClick={onClose} />
          </div>
          {tabs}
          {children !== undefined && (
            <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
          )}
          {footer !== undefined && <DialogFooter>{footer}</DialogFooter>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Fixed line of buttons: dangerous at the start, main at the end (put `ms-auto` on the first of the end). */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-wrap items-center gap-2 rounded-b-xl border-t border-line-subtle bg-sunken px-5 py-3">
      {children}
    </footer>
  );
}
