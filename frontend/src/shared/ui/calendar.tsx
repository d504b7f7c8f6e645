import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { addDays, addMonths, monthGrid, startOfWeek } from '@/shared/lib/days';
import type { Day, DayRange } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { IconButton } from './icon-button';

interface CalendarProps {
  /** The day the calendar opens on. */
  start: Day;
  /** What is drawn as chosen; one day is a range of itself. */
  range: DayRange | null;
  today: Day;
  min?: Day | undefined;
  max?: Day | undefined;
  onDay: (day: Day) => void;
}

const steps: Record<string, (day: Day) => Day> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
  Home: (day) => startOfWeek(day),
  End: (day) => addDays(startOfWeek(day), 6),
};
const shiftSteps: Record<string, (day: Day) => Day> = {
  PageUp: (day) => addMonths(day, -12),
  PageDown: (day) => addMonths(day, 12),
};

/**
 * One month. Arrows move by days and weeks, Home and End within the week, Page Up and Down by months and with Shift by years,
 * none of them past the days that can be chosen; Enter chooses.
 */
export function Calendar({ start, range, today, min, max, onDay }: CalendarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [focused, setFocused] = useState(within(start, { min, max }));
  const grid = useRef<HTMLTableElement>(null);

  const move = (day: Day, withFocus: boolean): void => {
    setFocused(day);
    if (!withFocus) return;
    // The day may be of a month that is drawn only after this change.
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = (event.shiftKey ? shiftSteps : steps)[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(within(step(focused), { min, max }), true);
  };

  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between">
        <IconButton
          icon={ChevronLeft}
          label={t('date.previousMonth')}
          onClick={() => {
            move(addMonths(focused, -1), false);
          }}
        />
        <span aria-live="polite" className="font-medium">
          {format.month(focused)}
        </span>
        <IconButton
          icon={ChevronRight}
          label={t('date.nextMonth')}
          onClick={() => {
            move(addMonths(focused, 1), false);
          }}
        />
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the grid of days of WAI-ARIA is a table */}
      <table ref={grid} role="grid" aria-label={format.month(focused)} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {format.weekdays.map((weekday) => (
              <th key={weekday} scope="col" className="h-7 text-12 font-normal text-ink-3">
                {weekday}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthGrid(focused).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} aria-selected={isIn(day, range)} className="p-px">
                  <button
                    type="button"
                    data-day={day}
                    data-autofocus={day === within(start, { min, max }) ? true : undefined}
                    tabIndex={day === focused ? 0 : -1}
                    aria-label={format.dayLong(day)}
                    {...(isIn(day, range) ? { 'aria-pressed': true } : {})}
                    {...(day === today ? { 'aria-current': 'date' as const } : {})}
                    disabled={(min !== undefined && day < min) || (max !== undefined && day > max)}
                    onClick={() => {
                      setFocused(day);
                      onDay(day);
                    }}
                    className={dayLook({ day, range, focused, today })}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The day itself, or the nearest that can be chosen: a day that cannot takes no focus. */
function within(day: Day, { min, max }: { min: Day | undefined; max: Day | undefined }): Day {
  if (max !== undefined && day > max) return max;
  return min !== undefined && day < min ? min : day;
}

function dayLook({
  day,
  range,
  focused,
  today,
}: {
  day: Day;
  range: DayRange | null;
  focused: Day;
  today: Day;
}): string {
  const edge = range !== null && (day === range.from || day === range.to);
  const otherMonth = day.slice(0, 7) !== focused.slice(0, 7);
  return cn(
    'size-8 rounded-md disabled:cursor-not-allowed disabled:text-ink-disabled pointer-coarse:size-11',
    edge ? 'bg-brand text-on-brand' : isIn(day, range) ? 'bg-brand-soft text-brand-text' : 'hover:bg-hover',
    !edge && otherMonth && 'text-ink-3',
    day === today && 'font-semibold',
    day === today && !edge && 'ring-1 ring-brand-line ring-inset',
  );
}

function isIn(day: Day, range: DayRange | null): boolean {
  return range !== null && day >= range.from && day <= range.to;
}
