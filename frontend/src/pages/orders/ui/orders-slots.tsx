import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useLocation, useNavigate } from 'react-router';
import { newOrderUrl } from '@/entities/order';
import type { Slot } from '@/entities/order';
import { citiesOpenTo, citiesQuery } from '@/entities/reference-list';
import { useCan, useProfile } from '@/entities/session';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { ErrorNote } from '@/shared/ui/error-note';
import { SlotsTable } from '@/widgets/slots-table';
import type { OrdersUrl } from '../model/orders-url';

interface OrdersSlotsProps {
  url: OrdersUrl;
  onChange: (change: Partial<OrdersUrl>) => void;
}

/** The half-hours of a day above the list; a free one begins an order in it. */
export function OrdersSlots({ url, onChange }: OrdersSlotsProps) {
  const profile = useProfile();
  const can = useCan();
  const navigate = useNavigate();
  const { search } = useLocation();
  const known = useQuery(citiesQuery);
  const cities = citiesOpenTo(profile, known.data ?? []);
  const wanted = [url.slotCity, url.city, profile.city];
  const city = wanted.flatMap((name) => cities.find((one) => one.name === name) ?? [])[0] ?? cities[0];
  if (city === undefined) return <NoSlots cities={known} />;
  const pick = ({ startsAt, typeEquipment }: Slot): void => {
    const slot = { newCity: city.name, newAt: startsAt, newType: typeEquipment };
    const next = newOrderUrl.apply(new URLSearchParams(search), slot);
    void navigate({ pathname: paths.newOrder, search: next.toString() });
  };
  return (
    <div className="px-3 sm:px-6">
      <SlotsTable
        cities={cities}
        city={city}
        day={url.slotDay}
        onCity={(slotCity) => {
          onChange({ slotCity });
        }}
        onDay={(slotDay) => {
          onChange({ slotDay });
        }}
        onPick={can('orders:create') ? pick : undefined}
        canOverbook={can('orders:overbook')}
      />
    </div>
  );
}

/** Keeps the place of the slots while their cities are on their way, and says so when they did not come. */
function NoSlots({ cities }: { cities: UseQueryResult }) {
  const { t } = useTranslation('orders');
  if (cities.isSuccess) return null;
  return (
    <section
      aria-label={t('slots.title')}
      aria-busy={cities.isPending}
      className="mx-3 flex h-36 shrink-0 flex-col justify-center rounded-lg border border-line-subtle bg-panel px-4 sm:mx-6"
    >
      {cities.isError && (
        <ErrorNote
          error={cities.error}
          title={t('slots.failed')}
          onRetry={() => void cities.refetch()}
          retrying={cities.isFetching}
        />
      )}
    </section>
  );
}
