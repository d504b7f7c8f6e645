import { useState } from 'react';
import { orderLook } from '@/entities/order';
import type { Order, OrderStatusCode } from '@/entities/order';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { notify } from '@/shared/ui/toast';
import { useSetOrderStatus } from '../api/set-order-status';
import { needsDialog, offeredSteps } from '../model/steps';
import { StatusDialog } from './status-dialog';

interface StatusStepsProps {
  order: Order;
  /** Which buttons to draw: refusals and steps back, or those that lead on. */
  part: 'quiet' | 'ahead';
}

/** Buttons for the statuses that the server allows next, and for no others. */
export function StatusSteps({ order, part }: StatusStepsProps) {
  const { t } = useTranslation('orders');
  const [asked, setAsked] = useState<OrderStatusCode | null>(null);
  const change = useSetOrderStatus();
  const steps = offeredSteps(order.statusOrder, order.allowedStatuses);
  const go = (status: OrderStatusCode): void => {
    if (needsDialog(status)) {
      setAsked(status);
      return;
    }
    change.mutate(
      { id: order.id, version: order.version, status },
      {
        onError: (error) => {
          notify({ kind: 'error', text: problemText(error) });
        },
      },
    );
  };
  const button = (status: OrderStatusCode, intent: 'ghost' | 'default' | 'primary') => (
    <Button
      key={status}
      intent={intent}
      {...(intent === 'ghost' ? {} : { icon: orderLook[status].icon })}
      busy={change.isPending && change.variables.status === status}
      onClick={() => {
        go(status);
      }}
    >
      {t(`step.${status}`)}
    </Button>
  );
  return (
    <>
      {part === 'quiet' && steps.quiet.map((status) => button(status, 'ghost'))}
      {part === 'ahead' && steps.ahead.map((status) => button(status, 'default'))}
      {part === 'ahead' && steps.main !== null && button(steps.main, 'primary')}
      {asked !== null && (
        <StatusDialog
          order={order}
          status={asked}
          onClose={() => {
            setAsked(null);
          }}
        />
      )}
    </>
  );
}
