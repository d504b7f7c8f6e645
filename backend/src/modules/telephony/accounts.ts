import type { SecretBox } from '../../platform/crypto/secret-box.js';
import type { Sql } from '../../platform/db/database.js';
import type { Logger } from '../../platform/logging/logger.js';
import type { NotificationBus } from '../../platform/realtime/notification-bus.js';
import type { Clock } from '../../platform/time.js';
import { loadAccounts, noteLastEvents, type AccountRow } from './accounts.repository.js';

/** The key of the process-wide cache that is dropped when an account changes. */
export const ACCOUNTS_CACHE_KEY = 'telephony:accounts';

export interface Account {
  readonly id: number;
  readonly organizationId: number;
  readonly apiKey: string;
  readonly apiSalt: string;
}

/** The credentials webhooks are checked with, held in memory: a webhook must be checked while the database is away, too. */
export interface Accounts {
  find(apiKey: string): Promise<Account | null>;
  /** Notes that an account was heard of; written now and then, never in the way of an answer. */
  touch(accountId: number): void;
}

export interface AccountsDeps {
  readonly sql: Sql;
  readonly bus: NotificationBus;
  readonly secretBox: SecretBox;
  readonly clock: Clock;
  readonly logger: Logger;
}

const FRESH_MS = 60_000;
/** Longest wait for fresh credentials where old ones are at hand. */
const PATIENCE_MS = 300;
/** Pause after a failed attempt to read them, in which nobody waits again. */
const ASK_AGAIN_MS = 1000;
const TOUCH_EVERY_MS = 10_000;

type ByKey = ReadonlyMap<string, Account>;

const pause = (ms: number): Promise<null> => new Promise((resolve) => setTimeout(resolve, ms, null).unref());

interface Held {
  readonly accounts: ByKey;
  /** Number of changes known of when they were read. */
  readonly changes: number;
}

export function createAccounts(deps: AccountsDeps): Accounts {
  const { bus, logger } = deps;
  let held: Held | null = null;
  let changes = 0;
  let askAgainAt = 0;
  let loading: Promise<Held> | null = null;

  const load = async (): Promise<Held> => {
    const loaded = { changes, accounts: openAll(await loadAccounts(deps.sql), deps) };
    // One that was overtaken by a change does not take the place of a newer one.
    if (held === null || loaded.changes >= held.changes) held = loaded;
    askAgainAt = loaded.changes === changes ? performance.now() + FRESH_MS : 0;
    return loaded;
  };
  const refresh = (): Promise<Held> => {
    const started = (loading ??= load().finally(() => {
      if (loading === started) loading = null;
    }));
    return started;
  };
  const forget = (): void => {
    changes += 1;
    askAgainAt = 0;
    loading = null;
  };
  bus.on('cache', (prefix) => {
    if (ACCOUNTS_CACHE_KEY.startsWith(prefix)) forget();
  });
  bus.onReconnect(forget);

  const refreshIfPossible = (): Promise<Held | null> =>
    refresh().catch((error: unknown) => {
      askAgainAt = performance.now() + ASK_AGAIN_MS;
      logger.warn('telephony accounts could not be read anew, the known ones are used', { error });
      return null;
    });

  // After a change the new credentials are waited for; those that are merely old are replaced in passing.
  const current = async (): Promise<Held> => {
    if (held === null) return refresh();
    const known = held;
    if (performance.now() < askAgainAt) return known;
    const fresh = refreshIfPossible();
    if (known.changes === changes) return known;
    return (await Promise.race([fresh, pause(PATIENCE_MS)])) ?? known;
  };

  return {
    find: async (apiKey) => (await current()).accounts.get(apiKey) ?? null,
    touch: createTouch(deps),
  };
}

function openAll(rows: readonly AccountRow[], { secretBox, logger }: AccountsDeps): ByKey {
  const accounts = new Map<string, Account>();
  for (const { id, organizationId, apiKey, apiSaltSealed } of rows) {
    try {
      accounts.set(apiKey, { id, organizationId, apiKey, apiSalt: secretBox.open(apiSaltSealed) });
    } catch (error) {
      logger.error('salt of a telephony account cannot be opened, its webhooks are refused', {
        accountId: id,
        error,
      });
    }
  }
  return accounts;
}

function createTouch({ sql, clock, logger }: AccountsDeps): Accounts['touch'] {
  let heard = new Map<number, Date>();
  let timer: NodeJS.Timeout | null = null;
  let writtenAt = -Infinity;
  const write = (): void => {
    timer = null;
    writtenAt = performance.now();
    const batch = heard;
    heard = new Map();
    noteLastEvents(sql, batch).catch((error: unknown) => {
      logger.debug('time of the last telephony event was not noted', { error });
    });
  };
  return (accountId) => {
    heard.set(accountId, clock.now());
    // The first one at once, for whoever watches the connection being set up.
    timer ??= setTimeout(write, Math.max(0, writtenAt + TOUCH_EVERY_MS - performance.now())).unref();
  };
}
