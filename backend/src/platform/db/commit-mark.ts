import { AsyncLocalStorage } from 'node:async_hooks';
import type { Db } from './database.js';

/** What is written along with the work of a request, in its own transaction, so that both are there or neither. */
export type CommitMark = (db: Db) => Promise<void>;

const storage = new AsyncLocalStorage<CommitMark>();

export const withCommitMark = <T>(mark: CommitMark, work: () => Promise<T>): Promise<T> =>
  storage.run(mark, work);
export const currentCommitMark = (): CommitMark | undefined => storage.getStore();
