import type { Slot } from './order';

/** How a half-hour looks: by its share of seats taken, or gone by. */
export type SlotDepth = 'free' | 'some' | 'most' | 'full' | 'past';

/** `now` in milliseconds. Three seats give the steps 0, 1, 2, 3; another capacity the same shares. */
export function slotDepth({ booked, capacity, startsAt }: Slot, now: number): SlotDepth {
  if (Date.parse(startsAt) < now) return 'past';
  if (booked >= capacity) return 'full';
  if (booked === 0) return 'free';
  return booked / capacity <= 0.5 ? 'some' : 'most';
}

export function freeSeats({ booked, capacity }: Slot): number {
  return Math.max(0, capacity - booked);
}

/** Whether a visit can still be booked here without overbooking. */
export function isOpenSlot(slot: Slot, now: number): boolean {
  return Date.parse(slot.startsAt) >= now && slot.booked < slot.capacity;
}

export function isSameInstant(one: string, other: string): boolean {
  return Date.parse(one) === Date.parse(other);
}
