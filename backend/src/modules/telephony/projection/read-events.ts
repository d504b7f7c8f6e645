import type { InboxEvent, Refusal } from '../../inbox/index.js';
import { readMangoEvent, type MangoEvent } from '../mango/index.js';

/** Events that make up calls; the other kinds have no effect on them. */
export type CallFact = Extract<
  MangoEvent,
  { kind: 'call' | 'summary' | 'recording' | 'record_added' | 'record_tagged' | 'dtmf' }
>;

/** A fact as it came in. */
export interface NewFact {
  readonly inboxId: number;
  readonly receivedAt: Date;
  readonly fact: CallFact;
}

export interface ReadFacts {
  readonly facts: readonly NewFact[];
  /** Events that can never be applied, and why. */
  readonly refusals: ReadonlyMap<number, Refusal>;
}

function isCallFact(event: MangoEvent): event is CallFact {
  return event.kind !== 'sms' && event.kind !== 'result' && event.kind !== 'other';
}

/** Parses stored events; kinds without effect are left out and so count as processed. */
export function readFacts(events: readonly InboxEvent[]): ReadFacts {
  const facts: NewFact[] = [];
  const refusals = new Map<number, Refusal>();
  for (const { id, path, raw, receivedAt } of events) {
    const reading = readMangoEvent(path, raw.toString('utf8'));
    if (!reading.ok) {
      const reason = reading.field === null ? reading.reason : `${reading.reason}: ${reading.field}`;
      refusals.set(id, { outcome: 'dead', reason });
    } else if (isCallFact(reading.event)) {
      facts.push({ inboxId: id, receivedAt, fact: reading.event });
    }
  }
  return { facts, refusals };
}

/** Place of a fact in `call_event`: the protocol's own key. */
export function placeOf(fact: CallFact): { eventKey: string; seq: number } {
  switch (fact.kind) {
    case 'call':
    case 'dtmf':
      return { eventKey: fact.callId, seq: fact.seq };
    case 'summary':
      return { eventKey: fact.entryId, seq: 0 };
    case 'recording':
      return { eventKey: fact.recordingId, seq: fact.seq };
    case 'record_added':
    case 'record_tagged':
      return { eventKey: fact.recordingId, seq: 0 };
  }
}
