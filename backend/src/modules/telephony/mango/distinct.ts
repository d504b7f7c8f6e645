import { compareTexts } from './compare-texts.js';
import type { MangoEvent } from './event-types.js';

/** The time an event speaks of; a summary speaks of the end. */
function timeOf(event: MangoEvent): number {
  if (event.kind === 'summary') return event.endTime ?? 0;
  return 'timestamp' in event ? (event.timestamp ?? 0) : 0;
}

/** Field by field in a fixed order, so that a copy that went through a database equals the original. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, child: unknown) =>
    typeof child === 'object' && child !== null && !Array.isArray(child)
      ? Object.fromEntries(Object.entries(child).toSorted(([one], [other]) => compareTexts(one, other)))
      : child,
  );
}

function outranks(one: MangoEvent, other: MangoEvent): boolean {
  const difference = timeOf(one) - timeOf(other);
  return difference === 0 ? canonical(one) > canonical(other) : difference > 0;
}

/**
 * The events with copies removed. Of two that disagree under one key, the one that speaks of the later
 * time stays, whichever came first: the result depends on the set alone. Events without a key are left out.
 */
export function distinctEvents(events: readonly MangoEvent[]): MangoEvent[] {
  const byKey = new Map<string, MangoEvent>();
  for (const event of events) {
    if (event.key === null) continue;
    const kept = byKey.get(event.key);
    if (kept === undefined || outranks(event, kept)) byKey.set(event.key, event);
  }
  return [...byKey.values()];
}
