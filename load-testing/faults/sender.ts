import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Credentials } from '../../backend/src/telephony-simulator/delivery.js';
import { postEvent } from './post-event.js';
import { isDrawn, mixedEvents, type PlannedCall, type PlannedEvent } from './traffic.js';

/** What was said to the sender about each event; the product is held to it. */
export interface Ledger {
  readonly calls: readonly PlannedCall[];
  /** Texts that were answered 200. */
  readonly acked: ReadonlySet<string>;
  /** How often each other answer came. */
  readonly refused: Readonly<Record<string, number>>;
  /** Connections that broke or were refused; their events were sent again. */
  readonly broken: number;
  /** Milliseconds until 200, sorted. */
  readonly times: readonly number[];
}

export interface SenderOptions {
  readonly url: string;
  readonly credentials: Credentials;
  /** Events a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Told of each event in the moment before it is sent for the first time. */
  readonly onSend?: (event: PlannedEvent) => void;
}

const RETRY_PAUSE_MS = 100;
const RETRY_FOR_MS = 15_000;

/** Posts signed events at a steady rate, whatever the answers; an answer other than 200 is not tried again, a broken connection is. */
export async function sendEvents(options: SenderOptions): Promise<Ledger> {
  const { url, credentials, rate, seconds } = options;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 200 });
  const ledger = {
    calls: [] as PlannedCall[],
    acked: new Set<string>(),
    refused: {} as Record<string, number>,
    broken: 0,
    times: [] as number[],
  };

  const deliver = async (event: PlannedEvent): Promise<void> => {
    const until = Date.now() + RETRY_FOR_MS;
    options.onSend?.(event);
    while (Date.now() < until) {
      const startedAt = performance.now();
      const status = await postEvent(event, { url, credentials, agent }).catch(() => null);
      if (status === 200) {
        ledger.acked.add(event.json);
        ledger.times.push(performance.now() - startedAt);
        return;
      }
      if (status !== null) {
        ledger.refused[status] = (ledger.refused[status] ?? 0) + 1;
        return;
      }
      ledger.broken += 1;
      await sleep(RETRY_PAUSE_MS);
    }
    ledger.refused['never answered'] = (ledger.refused['never answered'] ?? 0) + 1;
  };

  const events = mixedEvents(ledger.calls);
  const underWay: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let sent = 0; sent < rate * seconds; sent += 1) {
    const due = startedAt + (sent * 1000) / rate;
    if (due > performance.now()) await sleep(due - performance.now());
    underWay.push(deliver(events.next().value));
  }
  // Calls that have begun are told to their end.
  for (const call of ledger.calls)
    for (const event of call.events) if (!isDrawn(event)) underWay.push(deliver(event));
  await Promise.all(underWay);
  agent.destroy();
  ledger.times.sort((one, other) => one - other);
  return ledger;
}
