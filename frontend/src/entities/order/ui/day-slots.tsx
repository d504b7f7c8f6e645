import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { dayIn } from '@/shared/lib/days';
import { useNow } from '@/shared/lib/use-now';
import { ErrorState } from '@/shared/ui/error-state';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { useGridColumns } from '@/shared/ui/use-grid-columns';
import { useGridKeys } from '@/shared/ui/use-grid-keys';
import { slotsQuery } from '../api/orders.queries';
import type { Slot, TypeEquipment } from '../model/order';
import { freeSeats, isOpenSlot, isSameInstant, slotDepth } from '../model/slot';
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
  return (
    <div className="flex flex-col gap-2 rounded-lg border border-line-subtle p-3">
      <DayStepper day={day} timeZone={timeZone} min={today} onDay={setDay} />
      {slots.isPending && <SkeletonLines lines={3} />}
      {slots.isError && <ErrorState error={slots.error} onRetry={() => void slots.refetch()} />}
      {slots.data !== undefined && (
        <SlotsOfDay
          key={day}
          slots={slots.data.filter((slot) => slot.typeEquipment === typeEquipment)}
          isStale={slots.isPlaceholderData}
          {...{ chosen, canOverbook, onPick }}
        />
      )}
    </div>
  );
}

interface SlotsOfDayProps extends Pick<DaySlotsProps, 'chosen' | 'canOverbook' | 'onPick'> {
  slots: readonly Slot[];
  isStale: boolean;
}

/** One tab stop, at the chosen half-hour or the first free one; arrows, Home and End move, Enter picks. */
function SlotsOfDay({ slots, isStale, chosen, canOverbook, onPick }: SlotsOfDayProps) {
  const { t } = useTranslation('orders');
  const now = useNow();
  const { box, columns } = useGridColumns(slots.length);
  const isChosen = (slot: Slot): boolean => chosen !== '' && isSameInstant(slot.startsAt, chosen);
  const first = [slots.findIndex(isChosen), slots.findIndex((slot) => isOpenSlot(slot, now))];
  const keys = useGridKeys({ count: slots.length, columns, start: first.find((index) => index >= 0) ?? 0 });
  const rows = Array.from({ length: Math.ceil(slots.length / columns) }, (_, row) => row * columns);
  return (
    <div
      ref={box}
      role="grid"
      aria-label={t('slots.title')}
      {...keys.grid}
      className={cn('grid grid-cols-4 gap-1 @md:grid-cols-7 @xl:grid-cols-9', isStale && 'opacity-60')}
    >
      {rows.map((start) => (
        <div key={start} role="row" className="contents">
          {slots.slice(start, start + columns).map((slot, column) => (
            <div key={slot.startsAt} role="gridcell" aria-selected={isChosen(slot)}>
              <SlotCell
                slot={slot}
                depth={slotDepth(slot, now)}
                place={keys.cell(start + column)}
                isChosen={isChosen(slot)}
                canOverbook={canOverbook}
                onPick={onPick}
              />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

interface SlotCellProps {
  slot: Slot;
  depth: ReturnType<typeof slotDepth>;
  place: ReturnType<ReturnType<typeof useGridKeys>['cell']>;
  isChosen: boolean;
  canOverbook: boolean;
  onPick: (at: string) => void;
}

function SlotCell({ slot, depth, place, isChosen, canOverbook, onPick }: SlotCellProps) {
  const isClosed = depth === 'past' || (depth === 'full' && !canOverbook);
  return (
    <button
      type="button"
      {...place}
      aria-disabled={isClosed}
      aria-pressed={isChosen}
      onClick={() => {
        if (!isClosed) onPick(slot.startsAt);
      }}
      className={cn(
        'flex h-10 w-full flex-col items-center justify-center rounded-md border leading-4 pointer-coarse:h-11',
        isClosed && 'cursor-not-allowed border-transparent bg-sunken text-ink-disabled',
        isChosen && 'border-brand bg-brand-soft ring-1 ring-brand ring-inset',
        !isChosen && !isClosed && 'border-line bg-panel hover:bg-hover',
      )}
    >
      {/* The space keeps the parts of the spoken name apart. */}
      <span>{slot.time}</span>{' '}
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
