import { isOpenSlot, slotDepth, typeEquipments } from '@/entities/order';
import type { Slot, TypeEquipment } from '@/entities/order';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { useNow } from '@/shared/lib/use-now';
import { useGridKeys } from '@/shared/ui/use-grid-keys';
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
/** One tab stop, at the first half-hour that can be booked; arrows, Home and End move between them, Enter picks. */
export function SlotGrid({ slots, isStale, onPick, canOverbook }: SlotGridProps) {
  const { t } = useTranslation('orders');
  // A half-hour is over to the minute; a table of 75 cells need not be drawn each second.
  const now = Math.floor(useNow() / minuteMs) * minuteMs;
  const rows = typeEquipments.map((typeEquipment) => ({
    typeEquipment,
    cells: slots?.filter((slot) => slot.typeEquipment === typeEquipment) ?? [],
  }));
  const times = rows[0]?.cells ?? [];
  const cells = rows.flatMap((row) => row.cells);
  const open = cells.findIndex((slot) => isOpenSlot(slot, now));
  const keys = useGridKeys({
    count: typeEquipments.length * halfHours,
    columns: halfHours,
    start: Math.max(open, 0),
  });
  return (
    <table
      // eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a grid of WAI-ARIA may be a table
      role="grid"
      aria-label={t('slots.title')}
      aria-busy={isStale || slots === undefined}
      {...keys.grid}
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
                  place={keys.cell(row * halfHours + column)}
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
  place: ReturnType<ReturnType<typeof useGridKeys>['cell']>;
  onPick: ((slot: Slot) => void) | undefined;
  canOverbook: boolean;
}

function SlotButton({ slot, now, place, onPick, canOverbook }: SlotButtonProps) {
  const { t } = useTranslation('orders');
  if (slot === undefined) return <span className="block h-5.5 rounded-sm bg-active" />;
  const depth = slotDepth(slot, now);
  const isClosed = onPick === undefined || depth === 'past' || (depth === 'full' && !canOverbook);
  const words = t('slots.tableCell', {
    direction: t(`equipment.${slot.typeEquipment}`),
    time: slot.time,
    booked: slot.booked,
    capacity: slot.capacity,
  });
  const state = depth === 'past' ? t('slots.past') : depth === 'full' ? t('slots.full') : null;
  return (
    <button
      type="button"
      {...place}
      aria-disabled={isClosed}
      aria-label={[words, state].filter((part) => part !== null).join(', ')}
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
