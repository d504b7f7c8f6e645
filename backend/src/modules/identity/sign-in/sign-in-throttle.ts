import { ipKeyGenerator } from 'express-rate-limit';
import { problem, type Problem } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { digestOf } from '../one-time-tokens.repository.js';
import type { Buckets, Place, Taking } from './buckets.js';
import { nameKey } from './login-name.js';
import { KNOWN_DEVICE, UNLOCKED_BROWSER } from './throttle.rules.js';

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
 * Slows guessing without shutting anybody out: counters are shared by all processes and alive through reloads. Places are
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
  readonly buckets: Buckets;
  readonly clock: Clock;
}

export function createSignInThrottle({ buckets, clock }: ThrottleDeps): SignInThrottle {
  const ofKnownDevice = async (deviceId: string, now: Date): Promise<Reservation | null> => {
    const key = `device:${deviceId}`;
    const taking = await buckets.takeOfWindow(key, KNOWN_DEVICE, now);
    return 'places' in taking ? { giveBack: () => buckets.clear(key) } : null;
  };
  const ofUnlockedBrowser = async (attempt: Attempt, now: Date): Promise<Reservation | null> => {
    const place = await buckets.takeOfOpened(unlockedKey(attempt), UNLOCKED_BROWSER, now);
    return place && { giveBack: () => buckets.giveBack([place]) };
  };
  const ofStranger = async ({ name, ip }: Attempt, now: Date): Promise<Reservation> => {
    const keys = { address: addressKey(ip), name: `name:${nameKey(name)}` };
    const places = placesOf(await buckets.takeOfStranger(keys, now), now);
    return { giveBack: () => buckets.giveBack(places) };
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

/** @throws Problem `too_many_requests` with the whole seconds to wait. */
export function placesOf(taking: Taking, now: Date): readonly Place[] {
  if ('places' in taking) return taking.places;
  throw tooManyUntil(taking.openAt, now);
}

/** With at least one second. */
const tooManyUntil = (openAt: Date, now: Date): Problem =>
  problem('too_many_requests', {
    retryAfterSeconds: Math.max(Math.ceil((openAt.getTime() - now.getTime()) / 1000), 1),
  });

const LONGEST_ADDRESS = 64;
const addressKey = (ip: string | null): string =>
  `address:${ipKeyGenerator(ip ?? '', 64).slice(0, LONGEST_ADDRESS)}`;

const unlockedKey = ({ accountId, browser }: Pick<Attempt, 'accountId' | 'browser'>): string =>
  `unlocked:${String(accountId ?? 0)}:${digestOf(browser).toString('hex')}`;
