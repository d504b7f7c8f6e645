import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { dayIn } from '@/shared/lib/days';
import { useNow } from '@/shared/lib/use-now';
import { ErrorState } from '@/shared/ui/error-state';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { slotsQuery } from '../api/orders.queries';
import type { Slot, TypeEquipment } from '../model/order';
import { freeSeats, isSameInstant, slotDepth } from '../model/slot';
import { DayStepper } from './day-stepper';

interface DaySlotsProps {
  city: string;
  timeZone: string;
  typeEquipment: TypeEquipment;
  chosen: string;
  /** Full half-hours can be pressed too. */
  canOverbook: boolean;
  onPick: (at: string) => void;
}

/** All half-hours of one direction in a day of the city. */
export function DaySlots({ city, timeZone, typeEquipment, chosen, canOverbook, onPick }: DaySlotsProps) {
  const today = dayIn(timeZone);
  const [day, setDay] = useState(chosen === '' ? today : dayIn(timeZone, Date.parse(chosen)));
  const slots = useQuery(slotsQuery(city, day));
  const now = useNow();
  return (
    <div className="flex flex-col gap-2 rounded-lg border border-line-subtle p-3">
      <DayStepper day={day} timeZone={timeZone} min={today} onDay={setDay} />
      {slots.isPending && <SkeletonLines lines={3} />}
      {slots.isError && <ErrorState error={slots.error} onRetry={() => void slots.refetch()} />}
      {slots.data !== undefined && (
        <div
          className={cn(
            'grid grid-cols-4 gap-1 @md:grid-cols-7 @xl:grid-cols-9',
            slots.isPlaceholderData && 'opacity-60',
          )}
        >
          {slots.data
            .filter((slot) => slot.typeEquipment === typeEquipment)
            .map((slot) => (
              <SlotCell
                key={slot.startsAt}
                slot={slot}
                depth={slotDepth(slot, now)}
                isChosen={chosen !== '' && isSameInstant(slot.startsAt, chosen)}
                canOverbook={canOverbook}
                onPick={onPick}
              />
            ))}
        </div>
      )}
    </div>
  );
}

interface SlotCellProps {
  slot: Slot;
  depth: ReturnType<typeof slotDepth>;
  isChosen: boolean;
  canOverbook: boolean;
  onPick: (at: string) => void;
}

function SlotCell({ slot, depth, isChosen, canOverbook, onPick }: SlotCellProps) {
  const isClosed = depth === 'past' || (depth === 'full' && !canOverbook);
  return (
    <button
      type="button"
      disabled={isClosed}
      aria-pressed={isChosen}
      onClick={() => {
        onPick(slot.startsAt);
      }}
      className={cn(
        'flex h-10 flex-col items-center justify-center rounded-md border leading-4 disabled:cursor-not-allowed disabled:border-transparent disabled:bg-sunken disabled:text-ink-disabled pointer-coarse:h-11',
        isChosen
          ? 'border-brand bg-brand-soft ring-1 ring-brand ring-inset'
          : 'border-line bg-panel enabled:hover:bg-hover',
      )}
    >
      <span>{slot.time}</span>
      <span className={cn('text-11', !isClosed && 'text-ink-3')}>
        <CellNote slot={slot} depth={depth} />
      </span>
    </button>
  );
}

function CellNote({ slot, depth }: { slot: Slot; depth: ReturnType<typeof slotDepth> }) {
  const { t } = useTranslation('orders');
  if (depth === 'past') return <span className="sr-only">{t('slots.past')}</span>;
  return depth === 'full' ? t('slots.full') : t('slots.freeShort', { free: freeSeats(slot) });
}
