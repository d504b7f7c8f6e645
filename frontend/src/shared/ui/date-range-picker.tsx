import { CalendarDays } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { addDays, dayIn, endOfMonth, startOfMonth, toRange } from '@/shared/lib/days';
import type { Day, DayRange } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from './button';
import { Calendar } from './calendar';
import { Popover } from './popover';

export const dayPresets = ['today', 'yesterday', 'days7', 'days30', 'month'] as const;
export type DayPreset = (typeof dayPresets)[number];

/** The days of a preset, today included; `month` runs to the month's end. */
export function presetRange(preset: DayPreset, today: Day): DayRange {
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'days7':
      return { from: addDays(today, -6), to: today };
    case 'days30':
      return { from: addDays(today, -29), to: today };
    case 'month':
      return { from: startOfMonth(today), to: endOfMonth(today) };
  }
}

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

interface RangeChoiceProps {
  value: DayRange | null;
  today: Day;
  max: Day | undefined;
  clearable: boolean;
  onChange: (range: DayRange | null) => void;
}

function RangeChoice({ value, today, max, clearable, onChange }: RangeChoiceProps) {
  const { t } = useTranslation();
  const [first, setFirst] = useState<Day | null>(null);
  const words: Record<DayPreset, string> = {
    today: t('date.presetToday'),
    yesterday: t('date.presetYesterday'),
    days7: t('date.preset7'),
    days30: t('date.preset30'),
    month: t('date.presetMonth'),
  };
  const chosen = dayPresets.find((preset) => value !== null && sameRange(presetRange(preset, today), value));
  return (
    <div className="flex gap-3 max-sm:flex-col">
      <div className="flex flex-col gap-1 border-line-subtle max-sm:flex-row max-sm:flex-wrap sm:border-e sm:pe-3">
        {dayPresets.map((preset) => (
          <Button
            key={preset}
            intent="ghost"
            size="sm"
            on={preset === chosen}
            onClick={() => {
              onChange(presetRange(preset, today));
            }}
          >
            {words[preset]}
          </Button>
        ))}
        {clearable && value !== null && (
          <Button
            intent="ghost"
            size="sm"
            onClick={() => {
              onChange(null);
            }}
          >
            {t('action.reset')}
          </Button>
        )}
      </div>
      <div className="flex flex-col gap-1">
        <Calendar
          start={value?.to ?? today}
          range={first === null ? value : { from: first, to: first }}
          today={today}
          max={max}
          onDay={(day) => {
            if (first === null) setFirst(day);
            else onChange(toRange(first, day));
          }}
        />
        <p aria-live="polite" className="text-12 text-ink-3">
          {first === null ? t('date.rangeStart') : t('date.rangeEnd')}
        </p>
      </div>
    </div>
  );
}

function rangeText(range: DayRange, format: ReturnType<typeof useFormat>): string {
  return range.from === range.to ? format.dayWord(range.from) : format.dayRange(range.from, range.to);
}

function sameRange(one: DayRange, other: DayRange): boolean {
  return one.from === other.from && one.to === other.to;
}
