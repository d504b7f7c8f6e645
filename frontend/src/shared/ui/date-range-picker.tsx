import { CalendarDays } from 'lucide-react';
import { lazy, useState } from 'react';
import { dayIn } from '@/shared/lib/days';
import type { Day, DayRange } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from './button';
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
}

/** First and last day, by presets or two presses in the calendar. */
export function DateRangePicker({
  value,
  onChange,
  label,
  clearable = false,
  max,
  timeZone,
}: DateRangePickerProps) {
  const format = useFormat(timeZone);
  const [open, setOpen] = useState(false);
  const today = dayIn(format.timeZone);
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
        <Button
          icon={CalendarDays}
          on={value !== null}
          aria-label={value === null ? label : `${label}: ${rangeText(value, format)}`}
        >
          {value === null ? label : rangeText(value, format)}
        </Button>
      }
    >
      <RangeChoice value={value} today={today} max={max} clearable={clearable} onChange={choose} />
    </Popover>
  );
}

function rangeText(range: DayRange, format: ReturnType<typeof useFormat>): string {
  return range.from === range.to ? format.dayWord(range.from) : format.dayRange(range.from, range.to);
}
