import { useQuery } from '@tanstack/react-query';
import { Link2, Pencil } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { isFinal, LateMark, OrderBadge, orderQuery, useOrdersFeed } from '@/entities/order';
import type { OrderCard } from '@/entities/order';
import { useCityZone } from '@/entities/reference-list';
import { useProfile } from '@/entities/session';
import { AssignMaster } from '@/features/assign-master';
import { StatusSteps } from '@/features/change-order-status';
import { ClientDataMenu } from '@/features/clients/client-data';
import { EditOrderForm, hasOrderEdits, useEditOrder } from '@/features/edit-order';
import { useTranslation } from '@/shared/i18n';
import { useShortcut } from '@/shared/lib/shortcuts';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from '@/shared/ui/button';
import { Drawer } from '@/shared/ui/drawer';
import { ErrorState } from '@/shared/ui/error-state';
import { IconButton } from '@/shared/ui/icon-button';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { notify } from '@/shared/ui/toast';
import { OrderHistory } from '@/widgets/order-history';
import { DeleteOrder } from './delete-order';
import { LinkedCalls } from './linked-calls';
import { OrderFacts } from './order-facts';
import { OrderMoney } from './order-money';
import { OrderWay } from './order-way';

interface OrderDrawerProps {
  orderId: number;
  onClose: () => void;
}

/** One order: what it is, what it came to, what happened, and what can be done next. */
export function OrderDrawer({ orderId, onClose }: OrderDrawerProps) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const order = useQuery(orderQuery(orderId));
  useOrdersFeed();
  if (order.data !== undefined) return <Loaded order={order.data} onClose={onClose} />;
  return (
    <Drawer onClose={onClose} title={t('card.title', { order: format.orderNumber(orderId) })}>
      {order.isError ? (
        <ErrorState
          error={order.error}
          title={t('card.failed')}
          onRetry={() => void order.refetch()}
          retrying={order.isFetching}
        />
      ) : (
        <SkeletonLines lines={8} />
      )}
    </Drawer>
  );
}

function Loaded({ order, onClose }: { order: OrderCard; onClose: () => void }) {
  const { t } = useTranslation(['orders', 'common']);
  const format = useFormat();
  const profile = useProfile();
  // Changes that a crash or a ring has left unsaved are shown where they were typed.
  const [isEditing, setIsEditing] = useState(() => hasOrderEdits(profile.id, order.id));
  const editing = useEditOrder(order, () => {
    setIsEditing(false);
    notify({ kind: 'success', text: t('orders:card.saved') });
  });
  const number = format.orderNumber(order.id);
  return (
    <Drawer
      onClose={onClose}
      title={t('orders:card.title', { order: number })}
      badges={
        <>
          <OrderBadge status={order.statusOrder} size="lg" />
          <LateMark order={order} />
        </>
      }
      actions={
        <>
          <CopyLink />
          <ClientDataMenu phone={order.phone} />
          {order.abilities.delete && <DeleteOrder order={order} onDeleted={onClose} />}
        </>
      }
      tabs={<OrderWay order={order} />}
      footer={
        isEditing ? (
          <EditFooter
            editing={editing}
            onCancel={() => {
              editing.drop();
              setIsEditing(false);
            }}
          />
        ) : (
          <StepsFooter
            order={order}
            onEdit={() => {
              setIsEditing(true);
            }}
          />
        )
      }
    >
      <title>{`${t('orders:card.title', { order: number })} — ${t('common:product')}`}</title>
      <CardBody order={order}>
        {isEditing ? <EditOrderForm order={order} editing={editing} /> : <OrderFacts order={order} />}
      </CardBody>
    </Drawer>
  );
}

function CardBody({ order, children }: { order: OrderCard; children: ReactNode }) {
  const { t } = useTranslation('orders');
  const timeZone = useCityZone()(order.city);
  return (
    <div className="flex min-h-full flex-col sm:grid sm:grid-cols-[minmax(0,1fr)_300px]">
      <div className="flex min-w-0 flex-col gap-4 px-4 py-4 sm:ps-6 sm:pe-5">
        {children}
        <OrderMoney order={order} />
        <LinkedCalls order={order} />
      </div>
      <aside
        aria-label={t('history.title')}
        className="border-line-subtle px-5 py-2 max-sm:border-t sm:border-s"
      >
        <h3 className="sr-only">{t('history.title')}</h3>
        <OrderHistory entries={order.history} timeZone={timeZone} />
      </aside>
    </div>
  );
}

function StepsFooter({ order, onEdit }: { order: OrderCard; onEdit: () => void }) {
  const { t } = useTranslation('orders');
  const canEdit = order.abilities.edit.some((name) => name !== 'masterId');
  const lacksMaster = order.master === null && !isFinal(order.statusOrder);
  useShortcut({ combo: 'KeyE', label: t('card.edit'), group: 'order', enabled: canEdit, onPress: onEdit });
  return (
    <>
      <StatusSteps order={order} part="quiet" />
      <span className="ms-auto flex flex-wrap items-center gap-2">
        {canEdit && (
          <Button icon={Pencil} combo="KeyE" onClick={onEdit}>
            {t('card.editShort')}
          </Button>
        )}
        {lacksMaster && <AssignMaster order={order} look="button" />}
        <StatusSteps order={order} part="ahead" />
      </span>
    </>
  );
}

interface EditFooterProps {
  editing: ReturnType<typeof useEditOrder>;
  onCancel: () => void;
}

function EditFooter({ editing, onCancel }: EditFooterProps) {
  const { t } = useTranslation(['orders', 'common']);
  useShortcut({ combo: 'ctrl+KeyS', label: t('common:action.save'), group: 'order', onPress: editing.save });
  return (
    <>
      <span className="text-12 text-ink-3">{editing.isDirty ? t('orders:card.draftKept') : ''}</span>
      <span className="ms-auto flex items-center gap-2">
        <Button intent="ghost" onClick={onCancel}>
          {editing.isDirty ? t('orders:card.dropEdits') : t('common:action.cancel')}
        </Button>
        <Button
          intent="primary"
          combo="ctrl+KeyS"
          busy={editing.isSaving}
          disabled={editing.conflicts.length > 0}
          onClick={editing.save}
        >
          {t('common:action.save')}
        </Button>
      </span>
    </>
  );
}

function CopyLink() {
  const { t } = useTranslation(['orders', 'common']);
  return (
    <IconButton
      icon={Link2}
      label={t('orders:card.copyLink')}
      onClick={() => {
        void navigator.clipboard
          .writeText(`${window.location.origin}${window.location.pathname}`)
          .then(() => {
            notify({ kind: 'success', text: t('common:state.copied') });
          });
      }}
    />
  );
}
