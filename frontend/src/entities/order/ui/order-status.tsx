import { useTranslation } from '@/shared/i18n';
import { Badge, Status } from '@/shared/ui/badge';
import { orderLook } from '../model/order-look';
import type { OrderStatus as StatusOfOrder } from '../model/order';

/** A status in a row of a table: icon and word. */
export function OrderStatus({ status }: { status: StatusOfOrder }) {
  const { t } = useTranslation('orders');
  return <Status {...orderLook[status]}>{t(`status.${status}`)}</Status>;
}

/** A status with its tint, for cards and heads. */
export function OrderBadge({ status, size = 'md' }: { status: StatusOfOrder; size?: 'md' | 'lg' }) {
  const { t } = useTranslation('orders');
  return (
    <Badge {...orderLook[status]} size={size}>
      {t(`status.${status}`)}
    </Badge>
  );
}
