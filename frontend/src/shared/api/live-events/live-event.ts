/** What every live event carries: `id` is the row's that changed, `at` the instant of the change in ISO 8601 UTC. */
export interface LiveEventBase {
  id: number;
  at: string;
}

/** The rest of an event's data: what the row of a list shows, and for `call.ringing` the whole ring brief. */
type WithRow = LiveEventBase & Readonly<Record<string, unknown>>;

/** Kinds of live events and their data. A slice that reads more than `id` and `at` checks the shape it takes. */
export interface LiveEventMap {
  'call.ringing': WithRow;
  'call.connected': WithRow;
  'call.ended': WithRow;
  'call.updated': WithRow;
  'order.created': WithRow;
  'order.updated': WithRow;
  'slots.changed': WithRow;
  'presence.changed': WithRow;
  /** A notice for this person alone: a new one, or one that he has read elsewhere. */
  'notices.changed': LiveEventBase;
  /** The server cannot tell what was missed: everything shown may be old. */
  reload: { at: string };
}

export type LiveEventType = keyof LiveEventMap;

export type LiveEvent = { [Type in LiveEventType]: { type: Type; data: LiveEventMap[Type] } }[LiveEventType];

const types: readonly string[] = [
  'call.ringing',
  'call.connected',
  'call.ended',
  'call.updated',
  'order.created',
  'order.updated',
  'slots.changed',
  'presence.changed',
  'notices.changed',
  'reload',
] satisfies LiveEventType[];

/** A message of the stream as an event; null for a kind this version does not know and for broken data. */
export function toLiveEvent(text: string): LiveEvent | null {
  const data = parsed(text);
  if (data === null || typeof data['type'] !== 'string' || !types.includes(data['type'])) return null;
  return { type: data['type'], data } as unknown as LiveEvent;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
