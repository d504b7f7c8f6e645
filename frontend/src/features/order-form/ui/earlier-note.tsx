import { TriangleAlert } from 'lucide-react';
import { Link } from 'react-router';
import { useFormContext } from 'react-hook-form';
import type { Order } from '@/entities/order';
import { useCityZone } from '@/entities/reference-list';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import type { OrderValues } from '../model/order-values';
import type { EarlierOrders } from '../model/use-earlier-orders';

/** What the client has ordered before: a warning when a visit is still due, else his last order. */
export function EarlierNote({ earlier }: { earlier: EarlierOrders }) {
  const { latest } = earlier;
  const [open] = earlier.open;
  if (latest === null) return null;
  return (
    <>
      {open !== undefined && <OpenOrderNote order={open} />}
      <LatestNote earlier={earlier} latest={latest} />
    </>
  );
}

function OpenOrderNote({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const format = useFormat(useCityZone()(order.city));
  return (
    <Banner
      hue="warning"
      icon={TriangleAlert}
      title={t('earlier.open')}
      action={
        <Link to={paths.order(order.id)} target="_blank" rel="noopener" className="whitespace-nowrap">
          {t('earlier.orderNumber', { order: format.orderNumber(order.id) })}
        </Link>
      }
    >
      {t('earlier.openText', {
        status: t(`status.${order.statusOrder}`),
        time: format.dateTime(order.dateMeeting),
      })}
    </Banner>
  );
}

/** Offers name and address of the last order while the person has typed none. */
function LatestNote({ earlier, latest }: { earlier: EarlierOrders; latest: Order }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const { watch, setValue } = useFormContext<OrderValues>();
  const [clientName, address] = watch(['clientName', 'address']);
  const isOffered = clientName === '' || address === '';
  return (
    <p className="flex min-h-6 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 text-12 text-ink-2">
      {t('earlier.summary', {
        count: earlier.total,
        day: format.day(format.dayOf(latest.createDate)),
        problem: latest.problem,
      })}
      {isOffered && (
        <Button
          size="sm"
          intent="ghost"
          onClick={() => {
            if (clientName === '') setValue('clientName', latest.clientName, { shouldDirty: true });
            if (address === '') setValue('address', latest.address, { shouldDirty: true });
          }}
        >
          {t('earlier.take')}
        </Button>
      )}
    </p>
  );
}
