import { CalendarDays } from 'lucide-react';
import { lazy, useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { dayIn } from '@/shared/lib/days';
import type { Day } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { ClearButton, FieldTrigger } from './field-trigger';
import { FieldFrame } from './input';
import { Popover } from './popover';

const Calendar = lazy(async () => ({ default: (await import('./calendar')).Calendar }));

interface DatePickerProps {
  value: Day | null;
  onChange: (day: Day | null) => void;
  label?: string;
  placeholder?: string;
  clearable?: boolean;
  min?: Day;
  max?: Day;
  /** Zone whose today is marked; the person's own by default. */
  timeZone?: string;
  disabled?: boolean;
}

/** One calendar day. */
export function DatePicker({
  value,
  onChange,
  label,
  clearable,
  min,
  max,
  timeZone,
  ...field
}: DatePickerProps) {
  const { t } = useTranslation();
  const format = useFormat(timeZone);
  const [open, setOpen] = useState(false);
  const today = dayIn(format.timeZone);
  const placeholder = field.placeholder ?? t('date.chooseDay');
  return (
    <FieldFrame>
      <Popover
        open={open}
        onOpenChange={setOpen}
        label={label ?? placeholder}
        trigger={
          <FieldTrigger
            disabled={field.disabled}
            aria-label={spokenName({ label, day: value === null ? null : format.day(value) })}
            placeholder={placeholder}
            leadingIcon={CalendarDays}
          >
            {value === null ? null : format.dayWord(value)}
          </FieldTrigger>
        }
      >
        <Calendar
          start={value ?? today}
          range={value === null ? null : { from: value, to: value }}
          today={today}
          min={min}
          max={max}
          onDay={(day) => {
            setOpen(false);
            onChange(day);
          }}
        />
      </Popover>
      {clearable === true && value !== null && (
        <ClearButton
          onClear={() => {
            onChange(null);
          }}
        />
      )}
    </FieldFrame>
  );
}

/** Only where no `Field` names the control; the day is part of the name, since a button has no value. */
function spokenName({ label, day }: { label: string | undefined; day: string | null }): string | undefined {
  if (label === undefined) return undefined;
  return day === null ? label : `${label}: ${day}`;
}
