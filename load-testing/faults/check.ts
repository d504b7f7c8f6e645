import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Ledger } from './sender.js';

export interface Verdict {
  /** Events that were answered 200 and are not in the inbox, or whose call is not there. */
  readonly lost: number;
  /** Events stored twice, calls with two rows, and legs that a call has too many. */
  readonly doubled: number;
  /** Calls whose row differs from what their events say. */
  readonly wrong: number;
  readonly calls: number;
  /** Events that the product gave up. */
  readonly dead: number;
  readonly secondsToDrain: number;
}

const DRAIN_LIMIT_MS = 90_000;
const WAITING = `SELECT count(*)::int AS waiting, count(*) FILTER (WHERE status = 'dead')::int AS dead
  FROM inbox_event WHERE status IN ('pending', 'failed', 'dead')`;

interface CallRow {
  readonly entry: string;
  readonly status: string;
  readonly phone: string | null;
  readonly talk: number | null;
  readonly wait: number | null;
  readonly legs: number;
}

/** Waits until everything has been worked off and holds the database against the ledger, row by row. */
export async function checkLedger(databaseUrl: string, { calls, acked }: Ledger): Promise<Verdict> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const startedAt = Date.now();
    const dead = await untilDrained(client, acked.size);
    const secondsToDrain = (Date.now() - startedAt) / 1000;
    const raws = (
      await client.query<{ raw: Buffer }>(`SELECT raw FROM inbox_event WHERE provider = 'mango'`)
    ).rows.map(({ raw }) => raw.toString('utf8'));
    const rows = await callRows(client);
    const stored = new Set(raws);
    const byEntry = new Map(rows.map((row) => [row.entry, row]));
    const told = calls.filter(({ events }) =>
      events.some(({ json, isSummary }) => isSummary && acked.has(json)),
    );
    const lostCalls = told.filter(({ entryId }) => !byEntry.has(entryId));
    const wrong = told.filter(({ entryId, expected }) => {
      const row = byEntry.get(entryId);
      return (
        row &&
        JSON.stringify([row.status, row.phone, row.talk, row.wait]) !==
          JSON.stringify([expected.status, expected.phoneClient, expected.talkSeconds, expected.waitSeconds])
      );
    });
    return {
      lost: [...acked].filter((json) => !stored.has(json)).length + lostCalls.length,
      doubled:
        raws.length - stored.size + rows.length - byEntry.size + rows.filter(({ legs }) => legs > 1).length,
      wrong: wrong.length,
      calls: told.length,
      dead,
      secondsToDrain,
    };
  } finally {
    await client.end();
  }
}

async function untilDrained(client: pg.Client, acked: number): Promise<number> {
  const until = Date.now() + DRAIN_LIMIT_MS;
  for (;;) {
    const { waiting, dead } = (await client.query<{ waiting: number; dead: number }>(WAITING)).rows[0] ?? {
      waiting: 0,
      dead: 0,
    };
    const { stored } = (
      await client.query<{ stored: number }>('SELECT count(*)::int AS stored FROM inbox_event')
    ).rows[0] ?? { stored: 0 };
    if ((waiting === dead && stored >= acked) || Date.now() > until) return dead;
    await sleep(500);
  }
}

const callRows = async (client: pg.Client): Promise<CallRow[]> =>
  (
    await client.query<CallRow>(
      `SELECT entry_id AS entry, status, phone_client AS phone, talk_seconds AS talk, wait_seconds AS wait,
         (SELECT count(*)::int FROM mango m WHERE m.call_row_id = c.id) AS legs
       FROM call c WHERE entry_id LIKE 'fault-%'`,
    )
  ).rows;
