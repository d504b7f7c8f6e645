import type { Sql } from '../../platform/db/database.js';
import type { Logger } from '../../platform/logging/logger.js';
import { countRepeats, type Repeats } from './inbox.repository.js';

/**
 * Counts further deliveries of stored events beside the answers: a row that is being processed is locked, and no sender should wait for it.
 * A process that dies loses the counts of its last moments, never an event.
 */
export interface RepeatCount {
  add(repeats: readonly Repeats[]): void;
  /** Resolves once everything noted so far is counted or has failed. */
  flush(): Promise<void>;
}

export function createRepeatCount({ sql, logger }: { sql: Sql; logger: Logger }): RepeatCount {
  let noted = new Map<string, Repeats>();
  let writing: Promise<void> | null = null;

  const write = async (): Promise<void> => {
    while (noted.size > 0) {
      const batch = [...noted.values()].sort((one, other) => one.digest.compare(other.digest));
      noted = new Map();
      try {
        await countRepeats(sql, batch);
      } catch (error) {
        logger.warn('repeated deliveries could not be counted', { count: batch.length, error });
      }
    }
  };

  const flush = (): Promise<void> =>
    (writing ??= write().finally(() => {
      writing = null;
    }));

  return {
    add: (repeats) => {
      for (const { organizationId, digest, count } of repeats) {
        const key = `${String(organizationId)}:${digest.toString('latin1')}`;
        const known = noted.get(key);
        if (known === undefined) noted.set(key, { organizationId, digest, count });
        else known.count += count;
      }
      if (noted.size > 0) void flush();
    },
    flush,
  };
}
