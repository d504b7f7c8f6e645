import type { ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import { Button } from './button';
import { Dialog } from './dialog';

interface ConfirmDialogProps {
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
  /** A question that names what will happen. */
  title: string;
  text?: ReactNode;
  /** The verb: "Delete", never "Yes". */
  confirmLabel: string;
  danger?: boolean;
  busy?: boolean;
  /** Extra fields, such as a reason. */
  children?: ReactNode;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({
  open,
  onClose,
  onConfirm,
  title,
  text,
  confirmLabel,
  danger,
  busy,
  children,
}: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      footer={
        <div className="ms-auto flex gap-2">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button intent={danger === true ? 'danger' : 'primary'} busy={busy ?? false} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-3 text-14">
        {text}
        {children}
      </div>
    </Dialog>
  );
}
