import { CalendarDays, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { dayIn } from '@/shared/lib/days';
import type { Day } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { Calendar } from './calendar';
import { useFieldControl } from './field';
import { Icon } from './icon';
import { IconButton } from './icon-button';
import { fieldBox, fieldTone } from './input';
import { Popover } from './popover';

type DatePickerProps = {
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
};

/** One calendar day. */
export function DatePicker({
  value,
  onChange,
  label,
  placeholder,
  clearable = false,
  min,
  max,
  timeZone,
  disabled = false,
}: DatePickerProps) {
  const { t } = useTranslation();
  const format = useFormat(timeZone);
  const field = useFieldControl();
  const [open, setOpen] = useState(false);
  const today = dayIn(format.timeZone);
  const name = label ?? placeholder ?? t('date.chooseDay');
  return (
    <span className={fieldBox({ tone: fieldTone({ invalid: field['aria-invalid'] === true, fact: false }) })}>
      <Popover
        open={open}
        onOpenChange={setOpen}
        label={name}
        trigger={
          <button
            type="button"
            {...field}
            disabled={disabled}
            {...(label === undefined
              ? {}
              : { 'aria-label': value === null ? label : `${label}: ${format.day(value)}` })}
            className="flex min-w-0 flex-1 items-center gap-2 self-stretch text-start outline-none focus-visible:shadow-none"
          >
            <Icon of={CalendarDays} size={14} className="text-ink-3" />
            <span className={value === null ? 'truncate text-ink-3' : 'truncate'}>
              {value === null ? (placeholder ?? t('date.chooseDay')) : format.dayWord(value)}
            </span>
          </button>
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
      {clearable && value !== null && (
        <IconButton
          size="sm"
          icon={X}
          label={t('field.clear')}
          tooltip={false}
          onClick={() => {
            onChange(null);
          }}
        />
      )}
    </span>
  );
}
