import { useQueries } from '@tanstack/react-query';
import { isOpenSlot, isSameInstant, slotsQuery } from '@/entities/order';
import type { Slot, TypeEquipment } from '@/entities/order';
import { addDays, dayIn } from '@/shared/lib/days';

const shownWindows = 3;
const daysAsked = 2;

interface Place {
  city: string;
  typeEquipment: TypeEquipment | '';
  /** IANA zone of the city; undefined while unknown. */
  timeZone: string | undefined;
}

/** The first three free half-hours from now on, of today and tomorrow in the city. */
export function useNearestSlots({ city, typeEquipment, timeZone }: Place) {
  const isKnown = city !== '' && typeEquipment !== '' && timeZone !== undefined;
  const today = dayIn(timeZone ?? 'UTC');
  const days = Array.from({ length: daysAsked }, (_, ahead) => addDays(today, ahead));
  const asked = useQueries({
    queries: days.map((day) => ({ ...slotsQuery(city, day), enabled: isKnown })),
  });
  const all = asked.flatMap(({ data }) => data ?? []).filter((slot) => slot.typeEquipment === typeEquipment);
  const now = Date.now();
  return {
    isKnown,
    isPending: isKnown && asked.some(({ isPending }) => isPending),
    error: asked.find(({ isError }) => isError)?.error ?? null,
    retry: () => {
      for (const query of asked) void query.refetch();
    },
    windows: all.filter((slot) => isOpenSlot(slot, now)).slice(0, shownWindows),
    find: (startsAt: string): Slot | undefined => all.find((slot) => isSameInstant(slot.startsAt, startsAt)),
  };
}
