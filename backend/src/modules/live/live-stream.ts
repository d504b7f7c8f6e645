import type { Response } from 'express';
import type { Actor } from '../../platform/access/actor.js';
import type { Sql } from '../../platform/db/database.js';
import type { LiveHub } from './live-hub.js';
import { dataFor, mayReceive } from './live-scope.policy.js';
import { LIVE_BATCH, eventsBetween, isKept, type LiveEventRow, type Position } from './live.queries.js';

export interface StreamOptions {
  readonly sql: Sql;
  readonly hub: LiveHub;
  readonly res: Response;
  readonly actor: Actor;
  /** `Last-Event-ID` of a client that comes back. */
  readonly lastEventId: string | null;
  /** The caller as he stands now; null once his session has ended. */
  readonly recheck: () => Promise<Actor | null>;
  /** Milliseconds until the access token ends. */
  readonly lifetimeMs: number;
}

const HEARTBEAT_MS = 15_000;
const RECHECK_MS = 4000;
/** A client that does not read is cut off; it comes back with its last id. */
const MAX_UNREAD_BYTES = 1_000_000;

/** Streams events to one client until he leaves, his session or token ends, or he stops reading. */
export async function streamTo(options: StreamOptions): Promise<void> {
  const { sql, hub, res, lastEventId } = options;
  const session = { actor: options.actor };
  openStream(res);
  const queue: LiveEventRow[][] = [];
  let isCaughtUp = false;
  const write = (events: readonly LiveEventRow[]): void => {
    for (const event of events)
      if (mayReceive(session.actor, event)) res.write(toMessage(event, session.actor));
    if (res.writableLength > MAX_UNREAD_BYTES) res.destroy();
  };
  const close = (): void => {
    res.end();
  };
  const { position, unsubscribe } = hub.subscribe({
    onEvents: (events) => {
      if (isCaughtUp) write(events);
      else queue.push([...events]);
    },
    onStop: close,
  });
  const timers = [
    setInterval(() => res.write(': alive\n\n'), HEARTBEAT_MS),
    setInterval(() => void recheck(options, session, close), RECHECK_MS),
    setTimeout(close, options.lifetimeMs),
  ];
  res.on('close', () => {
    timers.forEach(clearTimeout);
    unsubscribe();
  });

  await catchUp(
    { sql, actor: session.actor, from: readPosition(lastEventId), to: position, hadId: lastEventId !== null },
    res,
    write,
  );
  isCaughtUp = true;
  queue.forEach(write);
}

function openStream(res: Response): void {
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
    Connection: 'keep-alive',
  });
  res.flushHeaders();
}

async function recheck(options: StreamOptions, session: { actor: Actor }, close: () => void): Promise<void> {
  try {
    const actor = await options.recheck();
    if (actor) session.actor = actor;
    else close();
  } catch {
    // The database is away: nobody is signed out for that.
  }
}

interface CatchUp {
  readonly sql: Sql;
  readonly actor: Actor;
  readonly from: Position | null;
  readonly to: Position;
  readonly hadId: boolean;
}

async function catchUp(
  { sql, actor, from, to, hadId }: CatchUp,
  res: Response,
  write: (events: readonly LiveEventRow[]) => void,
): Promise<void> {
  const canResume = from !== null && (await isKept(sql, from));
  if (hadId && !canResume)
    res.write(message({ id: to, type: 'reload', data: { type: 'reload', at: new Date() } }));
  if (canResume) {
    let position = from;
    for (;;) {
      const events = await eventsBetween(sql, actor.organizationId, { from: position, to });
      write(events);
      const last = events.at(-1);
      if (!last || events.length < LIVE_BATCH) break;
      position = last;
    }
  }
  // Gives the client an id to come back with, even before the first event.
  res.write(message({ id: to, type: 'ready', data: { type: 'ready', at: new Date() } }));
}

const toMessage = (event: LiveEventRow, actor: Actor): string =>
  message({
    id: event,
    type: event.type,
    data: { ...(dataFor(actor, event.data) as object), type: event.type, at: event.at },
  });

const message = ({ id, type, data }: { id: Position; type: string; data: object }): string =>
  `id: ${id.xid}-${String(id.id)}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;

function readPosition(lastEventId: string | null): Position | null {
  const match = /^(\d{1,20})-(\d{1,15})$/.exec(lastEventId ?? '');
  return match ? { xid: match[1] ?? '0', id: Number(match[2]) } : null;
}
