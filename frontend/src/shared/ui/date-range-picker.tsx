import { CalendarDays } from 'lucide-react';
import { lazy, useState } from 'react';
import type { ReactElement } from 'react';
import { dayIn } from '@/shared/lib/days';
import type { Day, DayRange } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from './button';
import { AddChip, RemovableChip } from './chip';
import { Popover } from './popover';

const RangeChoice = lazy(async () => ({ default: (await import('./range-choice')).RangeChoice }));

interface DateRangePickerProps {
  value: DayRange | null;
  onChange: (range: DayRange | null) => void;
  /** Spoken name, and the words of the button while nothing is chosen. */
  label: string;
  clearable?: boolean;
  max?: Day;
  /** Zone whose today counts; the organisation's by default. */
  timeZone?: string;
  /** Drawn as one filter of a list among others: a dashed chip, or the chosen days with a cross. */
  chip?: boolean;
}

/** First and last day, by presets or two presses in the calendar. */
export function DateRangePicker({
  value,
  onChange,
  label,
  clearable = false,
  max,
  timeZone,
  chip = false,
}: DateRangePickerProps) {
  const format = useFormat(timeZone);
  const [open, setOpen] = useState(false);
  const today = dayIn(format.timeZone);
  const days = value === null ? null : rangeText(value, format);
  const choose = (range: DayRange | null): void => {
    setOpen(false);
    onChange(range);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={label}
      trigger={
        chip ? (
          daysChip({ label, days, onRemove: choose })
        ) : (
          <Button
            icon={CalendarDays}
            on={value !== null}
            aria-label={days === null ? label : `${label}: ${days}`}
          >
            {days ?? label}
          </Button>
        )
      }
    >
      <RangeChoice value={value} today={today} max={max} clearable={clearable} onChange={choose} />
    </Popover>
  );
}

/** Not a component: the popover hands its trigger a reference and handlers. */
function daysChip({ label, days, onRemove }: DaysChip): ReactElement {
  if (days === null) return <AddChip icon={CalendarDays}>{label}</AddChip>;
  return (
    <RemovableChip
      name={label}
      aria-label={`${label}: ${days}`}
      onRemove={() => {
        onRemove(null);
      }}
    >
      {days}
    </RemovableChip>
  );
}

interface DaysChip {
  label: string;
  days: string | null;
  onRemove: (range: null) => void;
}

function rangeText(range: DayRange, format: ReturnType<typeof useFormat>): string {
  return range.from === range.to ? format.dayWord(range.from) : format.dayRange(range.from, range.to);
}
