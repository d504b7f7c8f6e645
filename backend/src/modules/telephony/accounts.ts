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
const TOUCH_EVERY_MS = 10_000;

type ByKey = ReadonlyMap<string, Account>;

const pause = (ms: number): Promise<null> => new Promise((resolve) => setTimeout(resolve, ms, null).unref());

export function createAccounts(deps: AccountsDeps): Accounts {
  const { bus, logger } = deps;
  let held: ByKey | null = null;
  let freshUntil = 0;
  let loading: Promise<ByKey> | null = null;

  const load = async (): Promise<ByKey> => {
    const startedAt = performance.now();
    const accounts = openAll(await loadAccounts(deps.sql), deps);
    held = accounts;
    freshUntil = startedAt + FRESH_MS;
    return accounts;
  };
  const refresh = (): Promise<ByKey> =>
    (loading ??= load().finally(() => {
      loading = null;
    }));
  const forget = (): void => {
    freshUntil = 0;
    // A load under way may have read what was there before the change.
    loading = null;
  };
  bus.on('cache', (prefix) => {
    if (ACCOUNTS_CACHE_KEY.startsWith(prefix)) forget();
  });
  bus.onReconnect(forget);

  const current = async (): Promise<ByKey> => {
    if (held === null) return refresh();
    if (performance.now() < freshUntil) return held;
    const known = held;
    const fresh = refresh().catch((error: unknown) => {
      logger.warn('telephony accounts could not be read anew, the known ones are used', { error });
      return null;
    });
    return (await Promise.race([fresh, pause(PATIENCE_MS)])) ?? known;
  };

  return { find: async (apiKey) => (await current()).get(apiKey) ?? null, touch: createTouch(deps) };
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
