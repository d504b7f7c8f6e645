import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { isBeforeVisit, useOrderWords } from '@/entities/order';
import type { OrderCard } from '@/entities/order';
import { useCityZone } from '@/entities/reference-list';
import { DialLink } from '@/entities/call';
import { AssignMaster } from '@/features/assign-master';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { isDialable } from '@/shared/lib/erased-phone';
import { noValue } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import { Avatar } from '@/shared/ui/avatar';
import { Tag } from '@/shared/ui/badge';
import { Banner } from '@/shared/ui/banner';

/** Who, where, when and what for. */
export function OrderFacts({ order }: { order: OrderCard }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const words = useOrderWords()(order);
  return (
    <section className="flex flex-col gap-2">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-2">
            <b className="text-16 font-semibold">{words.client}</b>
            <Tag>{t(`kind.${order.typeOrder}`)}</Tag>
          </p>
          <p className="text-ink-2">{format.phone(order.phone)}</p>
        </div>
        {isDialable(order.phone) && <DialLink phone={order.phone} />}
      </div>
      <OtherOpen order={order} />
      <Facts order={order} />
    </section>
  );
}

function OtherOpen({ order }: { order: OrderCard }) {
  const { t } = useTranslation('orders');
  const format = useFormat(useCityZone()(order.city));
  const [other] = order.otherOpenOrders;
  if (other === undefined) return null;
  return (
    <Banner
      hue="warning"
      icon={TriangleAlert}
      title={t('earlier.open')}
      action={
        <Link to={paths.order(other.id)} className="whitespace-nowrap">
          {t('earlier.orderNumber', { order: format.orderNumber(other.id) })}
        </Link>
      }
    >
      {t('earlier.openText', {
        status: t(`status.${other.statusOrder}`),
        time: format.dateTime(other.dateMeeting),
      })}
    </Banner>
  );
}

function Facts({ order }: { order: OrderCard }) {
  const { t } = useTranslation('orders');
  const zone = useCityZone()(order.city);
  const format = useFormat(zone);
  const { place, problem, reason } = useOrderWords()(order);
  return (
    <dl>
      <Fact name={t('field.address')}>{place}</Fact>
      <Fact name={t('column.meeting')}>
        <span className="first-letter:uppercase">{format.dateTime(order.dateMeeting)}</span>{' '}
        <span className="text-ink-3">{t('card.cityTime', { city: order.city })}</span>
        {order.isOverbooked && <Tag>{t('card.overbooked')}</Tag>}
      </Fact>
      <Fact name={t('field.typeEquipment')}>
        {t(`equipment.${order.typeEquipment}`)}{' '}
        <span className="text-ink-3">{t(`equipmentName.${order.typeEquipment}`)}</span>
      </Fact>
      <Fact name={t('field.problem')}>
        <span className="break-words whitespace-pre-line">{problem}</span>
      </Fact>
      {reason !== null && <Fact name={t('field.reason')}>{reason}</Fact>}
      <Fact name={t('column.master')}>
        <Master order={order} />
      </Fact>
      <Fact name={t('card.source')}>
        {[order.rk, order.avitoName].filter((part) => part !== null).join(' · ')}
      </Fact>
      {order.dateCloseWorkshop !== null && (
        <Fact name={t('field.dateCloseWorkshop')}>{format.day(format.dayOf(order.dateCloseWorkshop))}</Fact>
      )}
      {order.comment !== null && (
        <Fact name={t('field.comment')}>
          <span className="break-words whitespace-pre-line">{order.comment}</span>
        </Fact>
      )}
    </dl>
  );
}

function Master({ order }: { order: OrderCard }) {
  if (order.master === null) return <AssignMaster order={order} fallback={noValue} />;
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Avatar name={order.master.name} />
      {order.master.name}
      {isBeforeVisit(order.statusOrder) && (
        <span className="ms-auto">
          <AssignMaster order={order} look="button" />
        </span>
      )}
    </span>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[104px_minmax(0,1fr)] gap-3 border-t border-line-subtle py-1.5">
      <dt className="text-ink-3">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
