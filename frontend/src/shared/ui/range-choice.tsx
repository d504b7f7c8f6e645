import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { dayPresets, presetRange } from '@/shared/lib/day-presets';
import type { DayPreset } from '@/shared/lib/day-presets';
import { toRange } from '@/shared/lib/days';
import type { Day, DayRange } from '@/shared/lib/days';
import { Button } from './button';
import { Calendar } from './calendar';

interface RangeChoiceProps {
  value: DayRange | null;
  today: Day;
  max: Day | undefined;
  clearable: boolean;
  onChange: (range: DayRange | null) => void;
}

/** Presets beside a calendar of two presses. */
export function RangeChoice({ value, today, max, clearable, onChange }: RangeChoiceProps) {
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

function sameRange(one: DayRange, other: DayRange): boolean {
  return one.from === other.from && one.to === other.to;
}
