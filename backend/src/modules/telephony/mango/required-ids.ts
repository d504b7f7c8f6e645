import type { MangoEvent } from './event-types.js';
import type { JsonRecord } from './json-text.js';

/** An event, or the name of the field it cannot do without. */
export type Read<Event extends MangoEvent> = Event | { missing: string };

export type Reader = (record: JsonRecord) => Read<MangoEvent>;

/** Name of the first absent field of `ids`, in their order. */
export function firstMissing(ids: Readonly<Record<string, unknown>>): string {
  return Object.keys(ids).find((name) => ids[name] === null) ?? 'unknown';
}
