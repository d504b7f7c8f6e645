import { can, seesPhones, type Actor } from '../../platform/access/actor.js';
import { maskPhone } from '../../platform/phone.js';
import type { LiveEventRow } from './live.queries.js';

type Audience = Pick<LiveEventRow, 'organizationId' | 'type' | 'city' | 'operatorIds'>;

/** Whether a person may see an event: the rights and rows of the lists, and what concerns him by name. */
export function mayReceive(actor: Actor, event: Audience): boolean {
  if (event.organizationId !== actor.organizationId) return false;
  if (event.type === 'reload') return true;
  if (event.type.startsWith('notices.')) return event.operatorIds.includes(actor.operatorId);
  if (!mayReadKind(actor, event.type)) return false;
  if (event.operatorIds.includes(actor.operatorId)) return true;
  return actor.role !== 'master' && isInCities(actor, event.city);
}

function mayReadKind(actor: Actor, type: string): boolean {
  if (type.startsWith('call.')) return can(actor, 'calls:read');
  if (type.startsWith('order.') || type.startsWith('slots.')) return can(actor, 'orders:read');
  return type.startsWith('presence.') && actor.role !== 'master';
}

const isInCities = (actor: Actor, city: string | null): boolean =>
  city === null || actor.cities === null || actor.cities.includes(city);

const PHONE_FIELDS: ReadonlySet<string> = new Set(['phone', 'phoneClient']);

/** The data of an event as this person sees them: clients' numbers are masked for viewers. */
export const dataFor = (actor: Actor, data: LiveEventRow['data']): unknown =>
  seesPhones(actor) ? data : masked(data);

function masked(value: unknown, field = ''): unknown {
  if (typeof value === 'string') return PHONE_FIELDS.has(field) ? maskPhone(value) : value;
  if (Array.isArray(value)) return value.map((item) => masked(item, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(inner, name)]));
}
