import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useUpdateOrder } from '@/entities/order';
import type { Order } from '@/entities/order';
import { mastersQuery } from '@/entities/reference-list';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { Button } from '@/shared/ui/button';
import { Icon } from '@/shared/ui/icon';
import { OptionSearch } from '@/shared/ui/option-search';
import { Popover } from '@/shared/ui/popover';
import { notify } from '@/shared/ui/toast';

interface AssignMasterProps {
  order: Order;
  /** `link` in a row, `button` in a card. */
  look?: 'link' | 'button';
  /** Shown to those who may not name masters. */
  fallback?: ReactNode;
}

/** Names the master of an order, or another one. The order is not accepted by that; an acceptance is taken back. */
export function AssignMaster({ order, look = 'link', fallback = null }: AssignMasterProps) {
  const { t } = useTranslation('orders');
  const [open, setOpen] = useState(false);
  const assign = useAssign(order);
  if (!order.abilities.edit.includes('masterId')) return fallback;
  const verb = look === 'button' ? t('master.assignLong') : t('master.assign');
  const words = order.master === null ? verb : t('master.change');
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      kind="listbox"
      label={t('master.choose')}
      padded={false}
      align={look === 'button' ? 'end' : 'start'}
      trigger={
        look === 'button' ? (
          <Button size={order.master === null ? 'md' : 'sm'} icon={UserPlus} busy={assign.isPending}>
            {words}
          </Button>
        ) : (
          <button
            type="button"
            className="inline-flex h-6 items-center gap-1 rounded-sm text-warning hover:underline"
          >
            <Icon of={UserPlus} size={14} />
            {words}
          </button>
        )
      }
    >
      <MasterChoice
        order={order}
        onChoose={(masterId) => {
          setOpen(false);
          void assign.run(masterId);
        }}
      />
    </Popover>
  );
}

function useAssign(order: Order) {
  const { t } = useTranslation('orders');
  const update = useUpdateOrder();
  return {
    isPending: update.isPending,
    run: async (masterId: number): Promise<void> => {
      try {
        const saved = await update.mutateAsync({ id: order.id, version: order.version, masterId });
        notify({ kind: 'success', text: t('master.assigned', { master: saved.master?.name ?? '' }) });
      } catch (error) {
        notify({ kind: 'error', text: faultText(error) });
      }
    },
  };
}

function MasterChoice({ order, onChoose }: { order: Order; onChoose: (masterId: number) => void }) {
  const { t } = useTranslation('orders');
  const id = useId();
  const masters = useQuery(mastersQuery(order.city));
  const listed = masters.data ?? [];
  // Those of the order's direction first: they know the trade.
  const sorted = listed.toSorted(
    (one, other) => rank(one.typeEquipment, order) - rank(other.typeEquipment, order),
  );
  return (
    <OptionSearch
      id={id}
      label={t('master.choose')}
      options={sorted.map((master) => ({
        value: master.id,
        label: master.name,
        ...(master.typeEquipment === null ? {} : { hint: t(`equipment.${master.typeEquipment}`) }),
      }))}
      values={order.master === null ? [] : [order.master.id]}
      source={masters}
      onChoose={onChoose}
    />
  );
}

function rank(typeEquipment: Order['typeEquipment'] | null, order: Order): number {
  if (typeEquipment === order.typeEquipment) return 0;
  return typeEquipment === null ? 1 : 2;
}

function faultText(error: unknown): string {
  const fault = error instanceof ApiProblem ? error.errors[0] : undefined;
  return fault === undefined ? problemText(error) : fieldFaultText(fault);
}
