import type { Actor } from '../../platform/access/actor.js';
import { invalidFields, problem, type FieldCode, type FieldError } from '../../platform/http/problem.js';
import type { References } from './order-references.queries.js';
import type { CityRow } from './order-slots.queries.js';
import { meetingMisfit } from './order-slots.rules.js';
import { coversCity, mayOverbook } from './orders.policy.js';

/** The reason of a forced booking. @throws Problem `forbidden` for those who may not force. */
export function forceOf(
  actor: Actor,
  { force }: { readonly force?: { readonly reason: string } },
): string | null {
  if (!force) return null;
  if (!mayOverbook(actor))
    throw problem('forbidden', { detail: 'Only owners and admins book over the capacity' });
  return force.reason;
}

/** @throws Problem `forbidden` for a city that is on the list of the organisation, but not on the caller's. */
export function assertCoversCity(actor: Actor, city: string): void {
  if (coversCity(actor, city)) return;
  throw problem('forbidden', {
    detail: 'The city is not among those of the caller',
    extensions: { fields: ['city'] },
  });
}

/** A field error when the condition holds, for lists of them. */
export const errorIf = (isWrong: boolean, field: string, code: FieldCode = 'invalid_value'): FieldError[] =>
  isWrong ? [{ field, code }] : [];

interface Meeting {
  readonly at: Date;
  readonly now: Date;
  /** False when an order keeps its time and only its city or direction changes. */
  readonly moved: boolean;
}

/** What is wrong with a meeting in this city; nothing while the city itself is unknown. */
export function meetingErrors(city: CityRow | null, { at, now, moved }: Meeting): FieldError[] {
  const misfit = city && meetingMisfit(at, { timeZone: city.timezone, now, moved });
  return misfit ? [{ field: 'dateMeeting', code: misfit }] : [];
}

/** What an order names and the reference lists do not have. */
export const referenceErrors = (
  { city, hasCampaign, masterFits }: References,
  { checksMaster }: { checksMaster: boolean },
): FieldError[] => [
  ...errorIf(!hasCampaign, 'rk'),
  ...errorIf(!city, 'city'),
  ...errorIf(city !== null && checksMaster && !masterFits, 'masterId'),
];

/** The city when nothing is wrong. @throws Problem 422 with the first error of each field. */
export function cityOrThrow({ city }: References, errors: readonly FieldError[]): CityRow {
  const first = errors.filter(
    ({ field }, index) => errors.findIndex((other) => other.field === field) === index,
  );
  if (!city || first.length > 0) throw invalidFields(first);
  return city;
}
