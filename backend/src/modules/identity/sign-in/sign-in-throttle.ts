import { ipKeyGenerator } from 'express-rate-limit';
import type { Database } from '../../../platform/db/database.js';
import { problem, type Problem } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { digestOf } from '../one-time-tokens.repository.js';
import { nameKey } from './login-name.js';
import { createThrottleRepository, type Place, type Taking } from './throttle.repository.js';
import { ADDRESS_WINDOW, KNOWN_DEVICE, UNLOCKED_BROWSER } from './throttle.rules.js';

/** Who tries to sign in, as far as it is known before the password is looked at. */
export interface Attempt {
  /** As {@link canonicalLogin} makes it. */
  readonly name: string;
  /** Of the login's account, if there is one. */
  readonly accountId: number | null;
  /** The device, if this person has signed in from this browser before. */
  readonly deviceId: string | null;
  /** Secret of the browser's cookie. */
  readonly browser: string;
  readonly ip: string | null;
}

/** A place among the allowed failures; without a word from the caller it stays taken. */
export interface Reservation {
  /** The password was right, or was not looked at: it was no failure. */
  giveBack(): Promise<void>;
}

/**
 * Slows guessing without shutting anybody out: counters are in the database, shared by all processes and alive through reloads. Places are
 * taken before the password is looked at, so that of many attempts at once exactly the allowed number gets through. A browser from which
 * the person has signed in before has failures of its own, which strangers cannot use up. Unknown logins are counted like known ones.
 */
export interface SignInThrottle {
  /** @throws Problem `too_many_requests` with the whole seconds to wait. */
  reserve(attempt: Attempt): Promise<Reservation>;
  /** Lets the next attempts of a browser pass, whatever strangers do. */
  openFor(accountId: number, browser: string): Promise<void>;
}

export interface ThrottleDeps {
  readonly database: Database;
  readonly clock: Clock;
}

export function createSignInThrottle({ database, clock }: ThrottleDeps): SignInThrottle {
  const buckets = createThrottleRepository(database.sql);

  const ofKnownDevice = async (deviceId: string, now: Date): Promise<Reservation | null> => {
    const taking = await buckets.takeOfWindow(`device:${deviceId}`, KNOWN_DEVICE, now);
    return 'place' in taking ? { giveBack: () => buckets.clear(taking.place.key) } : null;
  };
  const ofUnlockedBrowser = async (attempt: Attempt, now: Date): Promise<Reservation | null> => {
    const place = await buckets.takeOfOpened(unlockedKey(attempt), UNLOCKED_BROWSER, now);
    return place && { giveBack: () => buckets.giveBack(place) };
  };
  // Both places or none, the address always first: two attempts never wait for each other in a circle.
  const ofStranger = async ({ name, ip }: Attempt, now: Date): Promise<Reservation> => {
    const places = await database.inSqlTransaction(async (sql) => {
      const inTurn = createThrottleRepository(sql);
      const ofAddress = await inTurn.takeOfWindow(addressKey(ip), ADDRESS_WINDOW, now);
      const address = placeOf(ofAddress, now);
      return [address, placeOf(await inTurn.takeOfStrangers(`name:${nameKey(name)}`, now), now)];
    });
    return {
      giveBack: async () => {
        for (const place of places) await buckets.giveBack(place);
      },
    };
  };

  return {
    reserve: async (attempt) => {
      const now = clock.now();
      const ofDevice = attempt.deviceId === null ? null : await ofKnownDevice(attempt.deviceId, now);
      return ofDevice ?? (await ofUnlockedBrowser(attempt, now)) ?? ofStranger(attempt, now);
    },
    openFor: (accountId, browser) => buckets.open(unlockedKey({ accountId, browser }), clock.now()),
  };
}

function placeOf(taking: Taking, now: Date): Place {
  if ('place' in taking) return taking.place;
  throw tooManyUntil(taking.openAt, now);
}

/** 429 with the whole seconds until then, at least one. */
export const tooManyUntil = (openAt: Date, now: Date): Problem =>
  problem('too_many_requests', {
    retryAfterSeconds: Math.max(Math.ceil((openAt.getTime() - now.getTime()) / 1000), 1),
  });

const addressKey = (ip: string | null): string => `address:${ipKeyGenerator(ip ?? '', 64)}`;

const unlockedKey = ({ accountId, browser }: Pick<Attempt, 'accountId' | 'browser'>): string =>
  `unlocked:${String(accountId ?? 0)}:${digestOf(browser).toString('hex')}`;
