/** Turns unix seconds of events into instants; null stays null. */
export interface ToDate {
  (seconds: number): Date;
  (seconds: number | null): Date | null;
}

/** `clockOffsetSeconds` is how far the account's clock runs ahead of UTC. */
export function createToDate(clockOffsetSeconds: number): ToDate {
  const toDate = (seconds: number): Date => new Date((seconds - clockOffsetSeconds) * 1000);
  return ((seconds: number | null) => (seconds === null ? null : toDate(seconds))) as ToDate;
}
