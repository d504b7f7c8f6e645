/** How often one may fail at signing in, and how long he waits then. Nothing here ever shuts an account for good. */

/** Failures of one address (of IPv6 the /64) within a minute. */
export const ADDRESS_WINDOW = { limit: 10, seconds: 60 } as const;

/**
 * Failures at one login from browsers that are strange to it: five are free, after each further one the pause doubles from one second
 * to fifteen minutes, and a day takes a hundred at most.
 */
export const STRANGERS = { free: 5, longestPauseSeconds: 900, mostADay: 100, daySeconds: 86_400 } as const;

/** Failures of one person in a browser he has signed in from before; what goes beyond counts as a stranger's. */
export const KNOWN_DEVICE = { limit: 10, seconds: 86_400 } as const;

/** A mailed link opens a browser for as many failures and this long. */
export const UNLOCKED_BROWSER = { limit: 10, seconds: 30 * 60 } as const;

/** Letters with an unlock link to one login. */
export const UNLOCK_LETTERS = { limit: 3, seconds: 3600 } as const;

/**
 * Guesses at one account's codes, and at the password of somebody who is signed in already, counted from the first of them. Any hour
 * touches at most three such windows, so it never has more than thirty guesses.
 */
export const GUESSES = { limit: 10, seconds: 30 * 60 } as const;

export interface Window {
  readonly limit: number;
  readonly seconds: number;
}
