import { createClient } from '@redis/client';
import type { RedisServer } from '../config/redis.js';
import { problem } from '../http/problem.js';
import type { Logger } from '../logging/logger.js';

/** A Lua script: it runs whole, and nothing else runs meanwhile. */
export interface RedisScript {
  readonly text: string;
  readonly keys: readonly string[];
  readonly values: readonly (string | number)[];
}

/** The one connection of a process to Redis. It comes back by itself, with growing pauses; no script is tried twice. */
export interface Redis {
  /** What the script returns. @throws Problem `not_ready` within about a second when Redis cannot be asked or will not do it. */
  run(script: RedisScript): Promise<unknown>;
  /** Whether Redis can be asked at this moment. */
  isUp(): boolean;
  /** Connects; waits a little for a Redis that is there, and not for one that is away. */
  start(): Promise<void>;
  stop(): void;
}

export interface RedisOptions {
  readonly server: RedisServer;
  /** Shown in CLIENT LIST. */
  readonly clientName: string;
  readonly logger: Logger;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;
const CONNECT_TIMEOUT_MS = 1000;
/** A caller is told 503 when there is no answer within this time. */
const ANSWER_TIMEOUT_MS = 1000;
/** An idle connection asks this often whether the server is there, and ends when it has heard nothing for longer. */
const ASK_EVERY_MS = 1000;
const SILENCE_MS = 2500;

export type RedisClient = ReturnType<typeof createRedisClient>;

export interface RedisClientOptions extends Pick<RedisOptions, 'server' | 'clientName'> {
  /** Whether it connects again and again; otherwise the first failure is told. */
  readonly isTriedAgain: boolean;
}

/** A client that is not connected yet: it keeps nothing for later while the server is away. */
export const createRedisClient = ({ server, clientName, isTriedAgain }: RedisClientOptions) =>
  createClient({
    name: clientName,
    RESP: 2,
    database: server.database,
    ...(server.username !== null && { username: server.username }),
    ...(server.password !== null && { password: server.password }),
    socket: {
      host: server.host,
      port: server.port,
      ...(server.isTls && { tls: true as const }),
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_MS,
      reconnectStrategy: (retries) =>
        isTriedAgain && Math.min(FIRST_PAUSE_MS * 2 ** retries, LONGEST_PAUSE_MS),
    },
    pingInterval: ASK_EVERY_MS,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
  });

export function createRedis(options: RedisOptions): Redis {
  const { logger } = options;
  let client: RedisClient | null = null;
  let isKnownAway = false;

  const open = (): Promise<unknown> => {
    const opened = createRedisClient({ ...options, isTriedAgain: true });
    opened.on('error', (error: unknown) => {
      if (client === opened && !isKnownAway) logger.warn('redis is away', { error });
      isKnownAway ||= client === opened;
    });
    opened.on('ready', () => {
      if (isKnownAway) logger.info('redis is back');
      isKnownAway = false;
    });
    client = opened;
    return opened.connect().catch(() => undefined); // ended before it came about
  };
  // Of a server that hangs nothing ever comes, and writing to it succeeds: the connection is given up.
  const renew = (silent: RedisClient): void => {
    if (client !== silent) return;
    logger.warn('redis is silent, its connection is ended');
    isKnownAway = true;
    silent.destroy();
    void open();
  };

  return {
    run: async ({ text, keys, values }) => {
      const asked = client;
      if (asked === null) throw problem('not_ready', { detail: 'Redis is not connected' });
      const answer = asked.eval(text, { keys: [...keys], arguments: values.map(String) });
      try {
        return await within(ANSWER_TIMEOUT_MS, answer, () => {
          renew(asked);
        });
      } catch (cause) {
        throw problem('not_ready', { cause, retryAfterSeconds: 2 });
      }
    },
    isUp: () => client?.isReady ?? false,
    start: () => within(CONNECT_TIMEOUT_MS, open()).then(nothing, nothing),
    stop: () => {
      client?.destroy();
      client = null;
    },
  };
}

const nothing = (): void => undefined;

/** The answer, or a failure after so many milliseconds without one. */
async function within<T>(ms: number, answer: Promise<T>, onSilence: () => void = nothing): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      onSilence();
      reject(new Error('Redis gave no answer in time'));
    }, ms);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
