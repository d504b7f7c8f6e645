import type { Actor } from '../../platform/access/actor.js';
import type { Sql } from '../../platform/db/database.js';
import { invalidField, notFound } from '../../platform/http/problem.js';
import { addDays, startOfDay } from '../../platform/time.js';
import { bookedSlots, findCity } from './order-slots.queries.js';
import { slotStarts } from './order-slots.rules.js';
import { TYPE_EQUIPMENTS, type TypeEquipment } from './order-values.js';
import type { SlotView } from './order-view.contract.js';
import { coversCity } from './orders.policy.js';

const slotKey = (typeEquipment: TypeEquipment, startsAt: Date): string =>
  `${typeEquipment}${String(startsAt.getTime())}`;

/** The 25 half-hours of a city's day, each direction, by time. @throws Problem 404 out of scope, 422 for an unknown city. */
export const createSlotsTable =
  ({ sql }: { sql: Sql }) =>
  async (actor: Actor, { city, date }: { city: string; date: string }): Promise<SlotView[]> => {
    const { organizationId } = actor;
    const cityRow = await findCity(sql, { organizationId, city });
    if (!cityRow) throw invalidField('city', 'invalid_value');
    if (!coversCity(actor, city)) throw notFound('City');
    const { timezone, slotCapacity: capacity } = cityRow;
    const span = { from: startOfDay(date, timezone), to: startOfDay(addDays(date, 1), timezone) };
    const booked = await bookedSlots(sql, { organizationId, city, ...span });
    const bookedAt = new Map(booked.map((slot) => [slotKey(slot.typeEquipment, slot.startsAt), slot.booked]));
    return slotStarts(date, timezone).flatMap(({ time, startsAt }) =>
      TYPE_EQUIPMENTS.map((typeEquipment) => ({
        time,
        startsAt,
        typeEquipment,
        booked: bookedAt.get(slotKey(typeEquipment, startsAt)) ?? 0,
        capacity,
      })),
    );
  };
