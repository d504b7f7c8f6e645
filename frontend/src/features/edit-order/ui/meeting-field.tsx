import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { DaySlots, SlotTaken, typeEquipments, useSlotsFeed } from '@/entities/order';
import type { Order } from '@/entities/order';
import { useCityZone } from '@/entities/reference-list';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from '@/shared/ui/button';
import { Field } from '@/shared/ui/field';
import { Input } from '@/shared/ui/input';
import type { OrderEditing } from '../model/use-edit-order';

/** The meeting's time, and the half-hours of a day to move it to. */
export function MeetingField({ order, editing }: { order: Order; editing: OrderEditing }) {
  const { t } = useTranslation('orders');
  const [isOpen, setIsOpen] = useState(false);
  const city = editing.textOf('city');
  const direction = typeEquipments.find((value) => value === editing.textOf('typeEquipment'));
  const zone = useCityZone()(city);
  const format = useFormat(zone);
  const chosen = editing.textOf('dateMeeting');
  useSlotsFeed();
  const pick = (at: string): void => {
    editing.change('dateMeeting', at);
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        <span className="first-letter:uppercase">{format.dateTime(chosen)}</span>
        <Button
          size="sm"
          icon={CalendarClock}
          aria-expanded={isOpen}
          onClick={() => {
            setIsOpen(!isOpen);
          }}
        >
          {isOpen ? t('slots.hideAll') : t('slots.move')}
        </Button>
      </div>
      {editing.taken !== null && zone !== undefined && (
        <SlotTaken taken={editing.taken} timeZone={zone} onPick={pick} />
      )}
      {isOpen && zone !== undefined && direction !== undefined && (
        <DaySlots
          city={city}
          timeZone={zone}
          typeEquipment={direction}
          chosen={chosen}
          canOverbook={order.abilities.overbook}
          onPick={pick}
        />
      )}
      {order.abilities.overbook && editing.taken !== null && <ForceField editing={editing} />}
    </div>
  );
}

function ForceField({ editing }: { editing: OrderEditing }) {
  const { t } = useTranslation('orders');
  return (
    <Field label={t('field.forceReason')} hint={t('slots.forceHint')} error={editing.faults.forceReason}>
      <Input
        value={editing.forceReason}
        maxLength={2000}
        onChange={({ target }) => {
          editing.setForceReason(target.value);
        }}
      />
    </Field>
  );
}
