import { randomUUID } from 'node:crypto';

/** One event as it is signed and sent. */
export interface PlannedEvent {
  readonly path: string;
  readonly json: string;
  readonly entryId: string;
  readonly isSummary: boolean;
}

/** What the row of a call must say once its summary is in. */
export interface ExpectedCall {
  readonly status: 'answered' | 'missed';
  readonly phoneClient: string;
  readonly talkSeconds: number;
  readonly waitSeconds: number;
}

export interface PlannedCall {
  readonly entryId: string;
  readonly events: readonly PlannedEvent[];
  readonly expected: ExpectedCall;
}

const LINE = '74950000101';
const EXTENSION = '101';
/** Calls whose events are mixed with each other. */
const AT_ONCE = 20;

/** The n-th call of a run: two of three are answered, each has a client, a wait and a talk of its own. */
export function planCall(index: number, nowSeconds: number): PlannedCall {
  const entryId = `fault-${randomUUID()}`;
  const phone = String(79_000_000_000 + index);
  const [wait, talk] = [3 + (index % 20), 10 + (index % 90)];
  const isAnswered = index % 3 !== 2;
  const [appeared, ended] = [nowSeconds, nowSeconds + wait + (isAnswered ? talk : 0)];
  const leg = {
    ...{ entry_id: entryId, call_id: `${entryId}-leg`, location: 'abonent', from: { number: phone } },
    to: { extension: EXTENSION, number: `sip:op${EXTENSION}@faults.test`, line_number: LINE },
    dct: { type: 0 },
  };
  const summary = {
    ...{ entry_id: entryId, call_direction: 1, from: leg.from, line_number: LINE },
    to: { extension: EXTENSION, number: leg.to.number },
    ...{
      create_time: appeared,
      forward_time: appeared,
      talk_time: isAnswered ? appeared + wait : 0,
      end_time: ended,
    },
    ...{ entry_result: isAnswered ? 1 : 0, disconnect_reason: 1110 },
  };
  const states = ['Appeared', ...(isAnswered ? ['Connected'] : []), 'Disconnected'];
  const timestamps = isAnswered ? [appeared, appeared + wait, ended] : [appeared, ended];
  const legEvents = states.map((state, at) => ({
    ...leg,
    ...{ call_state: state, seq: at + 1, timestamp: timestamps[at] },
    ...(state === 'Disconnected' && { disconnect_reason: 1110 }),
  }));
  const planned = (path: string, body: object): PlannedEvent => ({
    path,
    entryId,
    json: JSON.stringify(body),
    isSummary: path === 'events/summary',
  });
  return {
    entryId,
    events: [...legEvents.map((body) => planned('events/call', body)), planned('events/summary', summary)],
    expected: {
      status: isAnswered ? 'answered' : 'missed',
      phoneClient: `+${phone}`,
      talkSeconds: isAnswered ? talk : 0,
      waitSeconds: wait,
    },
  };
}

const drawn = new WeakSet<PlannedEvent>();
const draw = (event: PlannedEvent): PlannedEvent => {
  drawn.add(event);
  return event;
};

/** Whether {@link mixedEvents} has given the event out. */
export const isDrawn = (event: PlannedEvent): boolean => drawn.has(event);

/** Events of new calls without end, those of a few calls in turn; every call it begins is written down. */
export function* mixedEvents(calls: PlannedCall[]): Generator<PlannedEvent, never> {
  for (;;) {
    const group = Array.from({ length: AT_ONCE }, (_, index) =>
      planCall(calls.length + index, Math.floor(Date.now() / 1000)),
    );
    calls.push(...group);
    for (let step = 0; step < 4; step += 1) {
      const next = group.flatMap(({ events }) => events[step] ?? []);
      for (const event of next) yield draw(event);
    }
  }
}
