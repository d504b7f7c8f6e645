import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { slotDepth, typeEquipments } from '@/entities/order';
import type { Slot, TypeEquipment } from '@/entities/order';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { useNow } from '@/shared/lib/use-now';
import { slotLook } from './slot-look';

interface SlotGridProps {
  /** Undefined while on its way. */
  slots: readonly Slot[] | undefined;
  isStale: boolean;
  onPick: ((slot: Slot) => void) | undefined;
  canOverbook: boolean;
}

const halfHours = 25;
const minuteMs = 60_000;
const steps: Record<string, readonly [row: number, column: number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** One tab stop; arrows move between the half-hours. */
export function SlotGrid({ slots, isStale, onPick, canOverbook }: SlotGridProps) {
  const { t } = useTranslation('orders');
  const [focused, setFocused] = useState({ row: 0, column: 0 });
  // A half-hour is over to the minute; a table of 75 cells need not be drawn each second.
  const now = Math.floor(useNow() / minuteMs) * minuteMs;
  const rows = typeEquipments.map((typeEquipment) => ({
    typeEquipment,
    cells: slots?.filter((slot) => slot.typeEquipment === typeEquipment) ?? [],
  }));
  const times = rows[0]?.cells ?? [];
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const row = clamp(focused.row + step[0], typeEquipments.length);
    const column = clamp(focused.column + step[1], halfHours);
    setFocused({ row, column });
    event.currentTarget
      .querySelector<HTMLElement>(`[data-place="${String(row)}-${String(column)}"]`)
      ?.focus();
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows move between its buttons
    <table
      aria-label={t('slots.title')}
      aria-busy={isStale || slots === undefined}
      onKeyDown={onKeyDown}
      className={cn('w-full min-w-220 table-fixed border-separate border-spacing-0', isStale && 'opacity-60')}
    >
      <thead>
        <tr>
          <td className="w-32" />
          {Array.from({ length: halfHours }, (_, index) => (
            <th key={index} scope="col" className="ps-1 text-start text-11 font-normal text-ink-3">
              <span className={index % 2 === 0 ? '' : 'sr-only'}>
                {index % 2 === 0 ? hourOf(times[index]) : times[index]?.time}
              </span>
            </th>
          ))}
          <th scope="col" className="w-12 text-end text-12 font-normal text-ink-3">
            {t('slots.sum')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ typeEquipment, cells }, row) => (
          <tr key={typeEquipment}>
            <RowHead typeEquipment={typeEquipment} />
            {Array.from({ length: halfHours }, (_, column) => (
              <td key={column} className="p-px">
                <SlotButton
                  slot={cells[column]}
                  now={now}
                  place={`${String(row)}-${String(column)}`}
                  isTabStop={focused.row === row && focused.column === column}
                  onPick={onPick}
                  canOverbook={canOverbook}
                />
              </td>
            ))}
            <td className="ps-2 text-end text-12 text-ink-2">
              {slots === undefined ? '' : cells.reduce((total, { booked }) => total + booked, 0)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RowHead({ typeEquipment }: { typeEquipment: TypeEquipment }) {
  const { t } = useTranslation('orders');
  return (
    <th scope="row" className="w-32 text-start text-12 font-semibold whitespace-nowrap">
      {t(`equipment.${typeEquipment}`)}{' '}
      <span className="font-normal text-ink-3">{t(`equipmentName.${typeEquipment}`)}</span>
    </th>
  );
}

interface SlotButtonProps {
  slot: Slot | undefined;
  now: number;
  place: string;
  isTabStop: boolean;
  onPick: ((slot: Slot) => void) | undefined;
  canOverbook: boolean;
}

function SlotButton({ slot, now, place, isTabStop, onPick, canOverbook }: SlotButtonProps) {
  const { t } = useTranslation('orders');
  if (slot === undefined) return <span className="block h-5.5 rounded-sm bg-active" />;
  const depth = slotDepth(slot, now);
  const isClosed = onPick === undefined || depth === 'past' || (depth === 'full' && !canOverbook);
  return (
    <button
      type="button"
      data-place={place}
      tabIndex={isTabStop ? 0 : -1}
      aria-disabled={isClosed}
      aria-label={t('slots.tableCell', {
        direction: t(`equipment.${slot.typeEquipment}`),
        time: slot.time,
        booked: slot.booked,
        capacity: slot.capacity,
      })}
      onClick={() => {
        if (!isClosed) onPick(slot);
      }}
      className={cn(
        'block h-5.5 w-full rounded-sm text-center text-11 leading-5.5',
        slotLook[depth],
        isClosed ? 'cursor-default' : 'hover:ring-2 hover:ring-brand hover:ring-inset',
      )}
    >
      {slot.booked === 0 ? '' : slot.booked}
    </button>
  );
}

function hourOf(slot: Slot | undefined): string {
  return slot === undefined ? '' : slot.time.slice(0, 2);
}

function clamp(value: number, count: number): number {
  return Math.min(Math.max(value, 0), count - 1);
}
