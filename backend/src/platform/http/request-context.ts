import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from '../access/actor.js';
import type { Locale } from './problem-messages.js';

/** What is known of the request in hand, for logs, audit and messages. Jobs have none. */
export interface RequestContext {
  readonly requestId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly locale: Locale;
  /** Set once the caller is known. */
  actor: Actor | null;
}

const storage = new AsyncLocalStorage<RequestContext>();

export const runInContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);
export const currentContext = (): RequestContext | undefined => storage.getStore();
