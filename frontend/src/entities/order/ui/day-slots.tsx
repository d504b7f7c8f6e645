import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { addDays, dayIn } from '@/shared/lib/days';
import { useNow } from '@/shared/lib/use-now';
import { DatePicker } from '@/shared/ui/date-picker';
import { ErrorState } from '@/shared/ui/error-state';
import { IconButton } from '@/shared/ui/icon-button';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { slotsQuery } from '../api/orders.queries';
import type { Slot, TypeEquipment } from '../model/order';
import { freeSeats, isSameInstant, slotDepth } from '../model/slot';

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
  const { t } = useTranslation('orders');
  const today = dayIn(timeZone);
  const [day, setDay] = useState(chosen === '' ? today : dayIn(timeZone, Date.parse(chosen)));
  const slots = useQuery(slotsQuery(city, day));
  const now = useNow();
  return (
    <div className="flex flex-col gap-2 rounded-lg border border-line-subtle p-3">
      <div className="flex items-center gap-1">
        <IconButton
          icon={ChevronLeft}
          label={t('slots.previousDay')}
          disabled={day <= today}
          onClick={() => {
            setDay(addDays(day, -1));
          }}
        />
        <span className="w-44">
          <DatePicker
            label={t('slots.day')}
            value={day}
            min={today}
            timeZone={timeZone}
            onChange={(next) => {
              setDay(next ?? today);
            }}
          />
        </span>
        <IconButton
          icon={ChevronRight}
          label={t('slots.nextDay')}
          onClick={() => {
            setDay(addDays(day, 1));
          }}
        />
      </div>
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
  const { t } = useTranslation('orders');
  const isClosed = depth === 'past' || (depth === 'full' && !canOverbook);
  const words =
    depth === 'past' ? t('slots.past') : t('slots.free', { free: freeSeats(slot), capacity: slot.capacity });
  return (
    <button
      type="button"
      disabled={isClosed}
      aria-pressed={isChosen}
      aria-label={t('slots.cell', { time: slot.time, words })}
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
        {depth === 'past'
          ? ''
          : depth === 'full'
            ? t('slots.full')
            : `${String(slot.booked)}/${String(slot.capacity)}`}
      </span>
    </button>
  );
}
