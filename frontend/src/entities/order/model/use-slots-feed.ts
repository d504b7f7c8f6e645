import { useQueryClient } from '@tanstack/react-query';
import { useLiveEvent } from '@/shared/api';
import { orderKeys } from '../api/order-keys';

/** Keeps shown slots true while bookings are made elsewhere. */
export function useSlotsFeed(): void {
  const queryClient = useQueryClient();
  useLiveEvent('slots.changed', ({ city, date }) => {
    if (typeof city !== 'string' || typeof date !== 'string') return;
    void queryClient.invalidateQueries({ queryKey: orderKeys.slotsOfDay(city, date) });
  });
}
