import { sqlStateOf } from '../../platform/db/database-errors.js';
import type { Sql } from '../../platform/db/database.js';
import { problem } from '../../platform/http/problem.js';
import { addDays, startOfDay } from '../../platform/time.js';
import { bookedSlots, type CityRow } from './order-slots.queries.js';
import { chooseSeat, nearestDays, nearestFree } from './order-slots.rules.js';
import type { OrdersRepository, SlotKey } from './orders.repository.js';

export interface WantedSeat extends SlotKey {
  readonly cityRow: CityRow;
  readonly force: boolean;
}

export interface Seat {
  readonly slotPlace: number;
  readonly isOverbooked: boolean;
}

/**
 * Takes a seat in a slot inside the caller's transaction. The lock keeps bookings of one slot in a row, the unique index on the seat is
 * the judge.
 * @throws SlotFull when there is none; the caller turns it into a problem outside the transaction, see {@link orSlotFull}.
 */
export async function takeSeat(orders: OrdersRepository, wanted: WantedSeat): Promise<Seat> {
  const taken = await orders.lockSlot(wanted);
  const seat = chooseSeat(taken, { capacity: wanted.cityRow.slotCapacity, force: wanted.force });
  if (!seat) throw new SlotFull();
  return seat;
}

class SlotFull extends Error {
  override readonly name = 'SlotFull';
}

interface Around {
  readonly sql: Sql;
  readonly wanted: SlotKey & { readonly cityRow: CityRow };
  readonly now: Date;
}

const UNIQUE_VIOLATION = '23505';
const DUPLICATE = 'P2002';
const SEAT_INDEX = 'order_slot_place_key';

/**
 * Runs a transaction that takes a seat.
 * @throws Problem `slot_full` with `nearest`, up to three free starts.
 */
export async function orSlotFull<T>({ sql, wanted, now }: Around, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isSlotFull(error)) throw error;
    const nearest = await findNearest(sql, wanted, now);
    throw problem('slot_full', {
      cause: error,
      extensions: { nearest: nearest.map((at) => at.toISOString()) },
    });
  }
}

function isSlotFull(error: unknown): boolean {
  if (error instanceof SlotFull) return true;
  const isDuplicate =
    sqlStateOf(error) === UNIQUE_VIOLATION || (error as { code?: unknown } | null)?.code === DUPLICATE;
  return isDuplicate && error instanceof Error && JSON.stringify([error.message, error]).includes(SEAT_INDEX);
}

async function findNearest(
  sql: Sql,
  { organizationId, typeEquipment, dateMeeting, cityRow }: Around['wanted'],
  now: Date,
): Promise<Date[]> {
  const { name: city, timezone: timeZone, slotCapacity: capacity } = cityRow;
  const days = nearestDays(dateMeeting, timeZone);
  const first = days[0] ?? '';
  const span = { from: startOfDay(first, timeZone), to: startOfDay(addDays(first, days.length), timeZone) };
  const booked = await bookedSlots(sql, { organizationId, city, ...span });
  const ofDirection = booked.filter((slot) => slot.typeEquipment === typeEquipment);
  const bookedAt = new Map(ofDirection.map((slot) => [slot.startsAt.getTime(), slot.booked]));
  return nearestFree({ wanted: dateMeeting, now, timeZone, capacity, bookedAt });
}
