import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Order } from '@/entities/order';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { IconButton } from '@/shared/ui/icon-button';
import { notify } from '@/shared/ui/toast';
import { useDeleteOrder } from '../api/delete-order';

/** Deletes the order after a question; for those whom the server lets. */
export function DeleteOrder({ order, onDeleted }: { order: Order; onDeleted: () => void }) {
  const { t } = useTranslation(['orders', 'common']);
  const format = useFormat();
  const [isAsked, setIsAsked] = useState(false);
  const deletion = useDeleteOrder();
  const number = format.orderNumber(order.id);
  const run = async (): Promise<void> => {
    try {
      await deletion.mutateAsync(order.id);
      notify({ kind: 'success', text: t('orders:delete.done', { order: number }) });
      onDeleted();
    } catch (error) {
      notify({ kind: 'error', text: problemText(error) });
    }
  };
  return (
    <>
      <IconButton
        icon={Trash2}
        label={t('orders:delete.title', { order: number })}
        onClick={() => {
          setIsAsked(true);
        }}
      />
      <ConfirmDialog
        open={isAsked}
        danger
        busy={deletion.isPending}
        title={t('orders:delete.question', { order: number })}
        text={<p>{t('orders:delete.text')}</p>}
        confirmLabel={t('common:action.delete')}
        onClose={() => {
          setIsAsked(false);
        }}
        onConfirm={() => void run()}
      />
    </>
  );
}
