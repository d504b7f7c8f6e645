import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { addDays, dayIn } from '@/shared/lib/days';
import type { Day } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { Calendar } from '@/shared/ui/calendar';
import { IconButton } from '@/shared/ui/icon-button';
import { Popover } from '@/shared/ui/popover';

interface DayStepperProps {
  day: Day;
  /** IANA zone of the city, whose today is marked. */
  timeZone: string;
  /** First day that can be chosen. */
  min?: Day;
  onDay: (day: Day) => void;
}

/** A day of slots: the one before, the one after, or any of a calendar. */
export function DayStepper({ day, timeZone, min, onDay }: DayStepperProps) {
  const { t } = useTranslation('orders');
  const format = useFormat(timeZone);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <span className="flex items-center gap-1">
      <IconButton
        size="sm"
        icon={ChevronLeft}
        label={t('slots.previousDay')}
        disabled={min !== undefined && day <= min}
        onClick={() => {
          onDay(addDays(day, -1));
        }}
      />
      <Popover
        open={isOpen}
        onOpenChange={setIsOpen}
        label={t('slots.day')}
        trigger={
          <button
            type="button"
            className="h-7 rounded-md px-1.5 font-medium whitespace-nowrap hover:bg-hover pointer-coarse:h-11"
          >
            {format.dayLong(day)}
          </button>
        }
      >
        <Calendar
          start={day}
          range={{ from: day, to: day }}
          today={dayIn(timeZone)}
          min={min}
          onDay={(next) => {
            setIsOpen(false);
            onDay(next);
          }}
        />
      </Popover>
      <IconButton
        size="sm"
        icon={ChevronRight}
        label={t('slots.nextDay')}
        onClick={() => {
          onDay(addDays(day, 1));
        }}
      />
    </span>
  );
}
