import type { Window } from './throttle.rules.js';

/** A place taken in a bucket before a password or code is looked at; `since` tells which run of the bucket it belongs to. */
export interface Place {
  readonly key: string;
  readonly since: Date;
}

export type Taking = { readonly places: readonly Place[] } | { readonly openAt: Date };

/**
 * Buckets of failures, by key, shared by all processes. Each call takes or refuses by itself, so that no two attempts ever share the
 * last place. Time is the caller's. They are in the database, or in Redis where there is one.
 * @throws Problem `not_ready` when the store is away: then nothing is looked at.
 */
export interface Buckets {
  /** A place in a fixed window, begun by its first failure. */
  takeOfWindow(key: string, window: Window, now: Date): Promise<Taking>;
  /** A place in the window of the address and one among the strangers' failures at the name, whose pause begins at once: both or none. */
  takeOfStranger(keys: { readonly address: string; readonly name: string }, now: Date): Promise<Taking>;
  /** A place in a window that somebody has opened; null where none is open or all its places are taken. */
  takeOfOpened(key: string, window: Window, now: Date): Promise<Place | null>;
  /** Opens a window for {@link Buckets.takeOfOpened}, or opens it anew. */
  open(key: string, now: Date): Promise<void>;
  /** The attempt was no failure: its places are free again, and so is the pause that it began. */
  giveBack(places: readonly Place[]): Promise<void>;
  /** Forgets the failures of a bucket. */
  clear(key: string): Promise<void>;
}
