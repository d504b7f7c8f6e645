import { useQuery } from '@tanstack/react-query';
import { DayStepper, slotsQuery, useSlotsFeed } from '@/entities/order';
import type { Slot } from '@/entities/order';
import { useTranslation } from '@/shared/i18n';
import { cn } from '@/shared/lib/class-names';
import { dayIn } from '@/shared/lib/days';
import type { Day } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { ErrorNote } from '@/shared/ui/error-note';
import { SlotGrid } from './slot-grid';
import { slotLook } from './slot-look';

interface SlotsTableProps {
  cities: readonly { name: string; timezone: string }[];
  city: { name: string; timezone: string };
  /** Null is today in the city. */
  day: Day | null;
  onCity: (city: string) => void;
  onDay: (day: Day | null) => void;
  /** A press on a half-hour that can be booked; without it the table only shows. */
  onPick?: ((slot: Slot) => void) | undefined;
  /** Full half-hours can be pressed too. */
  canOverbook: boolean;
}

/** The 25 half-hours of three directions in a city's day, live. */
export function SlotsTable({ cities, city, day, onCity, onDay, onPick, canOverbook }: SlotsTableProps) {
  const { t } = useTranslation('orders');
  const today = dayIn(city.timezone);
  const shownDay = day ?? today;
  const slots = useQuery(slotsQuery(city.name, shownDay));
  useSlotsFeed();
  const booked = slots.data?.reduce((total, slot) => total + slot.booked, 0);
  return (
    <section aria-label={t('slots.title')} className="rounded-lg border border-line-subtle bg-panel">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 py-2 ps-4 pe-3">
        <h2 className="font-semibold">{t('slots.title')}</h2>
        <DayStepper
          day={shownDay}
          timeZone={city.timezone}
          onDay={(next) => {
            onDay(next === today ? null : next);
          }}
        />
        <Legend />
        <CityTabs cities={cities} chosen={city.name} booked={booked} onCity={onCity} />
      </div>
      <div className="relative overflow-x-auto ps-4 pe-3 pb-2.5">
        {slots.isError && slots.data === undefined ? (
          // As tall as the grid, so that the list below does not move.
          <div className="flex h-23 flex-col justify-center">
            <ErrorNote
              title={t('slots.failed')}
              error={slots.error}
              onRetry={() => void slots.refetch()}
              retrying={slots.isFetching}
            />
          </div>
        ) : (
          <SlotGrid
            slots={slots.data}
            isStale={slots.isPlaceholderData}
            onPick={onPick}
            canOverbook={canOverbook}
          />
        )}
      </div>
    </section>
  );
}

function Legend() {
  const { t } = useTranslation('orders');
  const steps = [
    { depth: 'free', words: '0' },
    { depth: 'some', words: '1' },
    { depth: 'most', words: '2' },
    { depth: 'full', words: '3' },
  ] as const;
  return (
    <span aria-hidden className="flex items-center gap-1 text-12 text-ink-3 max-md:hidden">
      {t('slots.legendTaken')}
      {steps.map(({ depth, words }) => (
        <span
          key={depth}
          className={cn(
            'inline-grid h-4 w-5 place-items-center rounded-sm text-11 leading-none',
            slotLook[depth],
          )}
        >
          {words}
        </span>
      ))}
      {t('slots.legendFull')}
    </span>
  );
}

interface CityTabsProps {
  cities: SlotsTableProps['cities'];
  chosen: string;
  /** Visits of the chosen city's day. */
  booked: number | undefined;
  onCity: (city: string) => void;
}

function CityTabs({ cities, chosen, booked, onCity }: CityTabsProps) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  return (
    <div role="group" aria-label={t('field.city')} className="ms-auto flex min-w-0 gap-0.5 overflow-x-auto">
      {cities.map(({ name }) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === chosen}
          onClick={() => {
            onCity(name);
          }}
          className={cn(
            'h-7 shrink-0 rounded-md px-2.5 whitespace-nowrap',
            name === chosen ? 'bg-active font-medium' : 'text-ink-2 hover:bg-hover',
          )}
        >
          {name}
          {name === chosen && booked !== undefined && (
            <span className="ms-1 font-normal text-ink-3">{format.number(booked)}</span>
          )}
        </button>
      ))}
    </div>
  );
}
