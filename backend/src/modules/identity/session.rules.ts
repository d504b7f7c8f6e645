/** One shift and the way home: a session ends this long after sign-in, whatever its use. */
export const SESSION_HOURS = 12;

/** A session that nobody touches ends this long after the last key, click or touch. */
export const IDLE_MINUTES = 30;

/** More of one person end the oldest. */
export const MOST_SESSIONS = 10;

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;

/** The end of a session that begins now. */
export const endOfSession = (now: Date): Date => new Date(now.getTime() + SESSION_HOURS * MS_PER_HOUR);

/** A session last used at this instant or before is over. */
export const idleSince = (now: Date): Date => new Date(now.getTime() - IDLE_MINUTES * MS_PER_MINUTE);
