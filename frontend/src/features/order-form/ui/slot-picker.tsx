import { useState } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { DaySlots, freeSeats, isSameInstant, SlotTaken, useSlotsFeed } from '@/entities/order';
import type { Slot } from '@/entities/order';
import { useCityZone } from '@/entities/reference-list';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { useShortcut } from '@/shared/lib/shortcuts';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from '@/shared/ui/button';
import { KeyCap } from '@/shared/ui/key-cap';
import { Skeleton } from '@/shared/ui/skeleton';
import type { OrderValues } from '../model/order-values';
import { useFieldRules } from '../model/use-field-rules';
import { useNearestSlots } from '../model/use-nearest-slots';
import type { OrderEditing } from '../model/use-order-form';
import { OrderField } from './order-field';
import { Overbooking } from './overbooking';

/** When the master comes: the three nearest free half-hours, or any of a day. */
export function SlotPicker({ editing }: { editing: OrderEditing }) {
  const { t } = useTranslation('orders');
  const { control, watch } = useFormContext<OrderValues>();
  const [showAll, setShowAll] = useState(false);
  const rules = useFieldRules();
  const [city, typeEquipment, chosen] = watch(['city', 'typeEquipment', 'dateMeeting']);
  const timeZone = useCityZone()(city);
  const nearest = useNearestSlots({ city, typeEquipment, timeZone });
  useSlotsFeed();
  return (
    <OrderField
      name="dateMeeting"
      label={t('field.dateMeeting')}
      group
      aside={
        nearest.isKnown && (
          <AllSlotsButton
            isOpen={showAll}
            onToggle={() => {
              setShowAll(!showAll);
            }}
          />
        )
      }
    >
      <Controller control={control} name="dateMeeting" rules={rules.required} render={() => <></>} />
      <div className="flex flex-col gap-2">
        <NearestSlots nearest={nearest} chosen={chosen} timeZone={timeZone} onPick={editing.pickSlot} />
        {timeZone !== undefined && (
          <OtherSlots editing={editing} nearest={nearest} timeZone={timeZone} showAll={showAll} />
        )}
      </div>
    </OrderField>
  );
}

function AllSlotsButton({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation('orders');
  return (
    <button type="button" aria-expanded={isOpen} className="text-link" onClick={onToggle}>
      {isOpen ? t('slots.hideAll') : t('slots.all')}
    </button>
  );
}

interface OtherSlotsProps {
  editing: OrderEditing;
  nearest: ReturnType<typeof useNearestSlots>;
  timeZone: string;
  showAll: boolean;
}

/** A chosen time that is not among the nearest, a slot that was taken, the grid of a day, and overbooking. */
function OtherSlots({ editing, nearest, timeZone, showAll }: OtherSlotsProps) {
  const { watch } = useFormContext<OrderValues>();
  const [city, typeEquipment, chosen] = watch(['city', 'typeEquipment', 'dateMeeting']);
  const slot = chosen === '' ? undefined : nearest.find(chosen);
  const isNear = nearest.windows.some(({ startsAt }) => isSameInstant(startsAt, chosen));
  const isFull = slot !== undefined && freeSeats(slot) === 0;
  return (
    <>
      {chosen !== '' && !isNear && <ChosenSlot at={chosen} slot={slot} timeZone={timeZone} />}
      {editing.taken !== null && (
        <SlotTaken taken={editing.taken} timeZone={timeZone} onPick={editing.pickSlot} />
      )}
      {showAll && typeEquipment !== '' && (
        <DaySlots
          city={city}
          timeZone={timeZone}
          typeEquipment={typeEquipment}
          chosen={chosen}
          canOverbook={editing.canOverbook}
          onPick={editing.pickSlot}
        />
      )}
      {editing.canOverbook && <Overbooking isOffered={editing.taken !== null || isFull} />}
    </>
  );
}

interface NearestSlotsProps {
  nearest: ReturnType<typeof useNearestSlots>;
  chosen: string;
  timeZone: string | undefined;
  onPick: (at: string) => void;
}

function NearestSlots({ nearest, chosen, timeZone, onPick }: NearestSlotsProps) {
  const { t } = useTranslation(['orders', 'common']);
  if (!nearest.isKnown || timeZone === undefined)
    return <p className="flex min-h-15 items-center text-ink-3">{t('orders:slots.choosePlace')}</p>;
  if (nearest.error !== null)
    return (
      <p role="alert" className="flex min-h-15 items-center gap-2 text-danger">
        {problemText(nearest.error)}
        <Button size="sm" onClick={nearest.retry}>
          {t('common:action.retry')}
        </Button>
      </p>
    );
  if (nearest.isPending) return <SlotSkeletons />;
  if (nearest.windows.length === 0)
    return <p className="flex min-h-15 items-center text-ink-2">{t('orders:slots.noneSoon')}</p>;
  return (
    <div className="grid gap-2 @md:grid-cols-3">
      {nearest.windows.map((slot, index) => (
        <SlotCard
          key={slot.startsAt}
          slot={slot}
          timeZone={timeZone}
          combo={`alt+Digit${String(index + 1)}`}
          isChosen={chosen !== '' && isSameInstant(slot.startsAt, chosen)}
          onPick={onPick}
        />
      ))}
    </div>
  );
}

function SlotSkeletons() {
  return (
    <div className="grid gap-2 @md:grid-cols-3">
      {[1, 2, 3].map((place) => (
        <div
          key={place}
          className="flex h-15 flex-col justify-center gap-2 rounded-lg border border-line px-2.5"
        >
          <Skeleton className="w-3/5" />
          <Skeleton className="w-2/5" />
        </div>
      ))}
    </div>
  );
}

interface SlotCardProps {
  slot: Slot;
  timeZone: string;
  combo: string;
  isChosen: boolean;
  onPick: (at: string) => void;
}

function SlotCard({ slot, timeZone, combo, isChosen, onPick }: SlotCardProps) {
  const { t } = useTranslation('orders');
  const format = useFormat(timeZone);
  const pick = (): void => {
    onPick(slot.startsAt);
  };
  useShortcut({ combo, label: t('slots.pick'), group: 'order', onPress: pick });
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={pick}
      className={cn(
        'flex min-h-15 flex-col justify-center gap-0.5 rounded-lg border px-2.5 py-2 text-start',
        isChosen
          ? 'border-brand bg-brand-soft ring-1 ring-brand ring-inset'
          : 'border-line bg-panel hover:bg-hover',
      )}
    >
      <span className="flex w-full items-center justify-between gap-2">
        <span className="truncate text-14 font-semibold first-letter:uppercase">
          {format.dateTime(slot.startsAt)}
        </span>
        <KeyCap combo={combo} />
      </span>
      <span className="text-12 text-ink-2">
        {t('slots.free', { free: freeSeats(slot), capacity: slot.capacity })}
      </span>
    </button>
  );
}

/** A time that is not among the nearest: from the day's grid or from the table over the list. */
function ChosenSlot({ at, slot, timeZone }: { at: string; slot: Slot | undefined; timeZone: string }) {
  const { t } = useTranslation('orders');
  const format = useFormat(timeZone);
  return (
    <p className="rounded-lg border border-brand bg-brand-soft px-2.5 py-2 text-12 text-ink-2 ring-1 ring-brand ring-inset">
      <b className="text-14 font-semibold text-ink">{t('slots.chosen', { time: format.dateTime(at) })}</b>{' '}
      {slot !== undefined && t('slots.free', { free: freeSeats(slot), capacity: slot.capacity })}
    </p>
  );
}
