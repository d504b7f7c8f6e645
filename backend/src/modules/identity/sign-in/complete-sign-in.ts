import type { Database, Db } from '../../../platform/db/database.js';
import { problem } from '../../../platform/http/problem.js';
import type { Clock } from '../../../platform/time.js';
import { recordAudit } from '../../audit/index.js';
import { deviceName } from '../devices/device-name.js';
import { createDevicesRepository, type Seen } from '../devices/devices.repository.js';
import type { SignInRow } from '../identity.repository.js';
import { createEmploymentsRepository } from '../organizations/employments.repository.js';
import type { Notices } from '../notices/tell-person.js';
import { endOfSession } from '../session.rules.js';
import { issueTokens, type SignedInTokens, type TokenIssuers } from '../session-tokens.js';
import { createSessionsRepository } from '../sessions.repository.js';
import { noteSignIn, originOfRequest, type SignInMethod } from './sign-in-history.js';

export type AuthMethod = SignInMethod;

export interface CompleteSignInDeps extends TokenIssuers {
  readonly database: Database;
  readonly clock: Clock;
  readonly notices: Notices;
}

export interface ProvenPerson {
  readonly user: SignInRow;
  /** Secret of the browser's cookie. */
  readonly browser: string;
  readonly methods: readonly AuthMethod[];
  /** He asks not to be asked for the second factor here for a while. */
  readonly rememberDevice?: boolean | undefined;
}

export interface SignedIn extends SignedInTokens {
  readonly user: SignInRow;
  /** Secret that the browser's cookie is to hold from now on; another than before at a person's first sign-in there. */
  readonly browser: string;
}

/**
 * Opens the session of a person who has proven who he is, by whatever way: every way of signing in ends here.
 * @throws Problem `organization_suspended`.
 */
export const completeSignIn = (deps: CompleteSignInDeps, person: ProvenPerson): Promise<SignedIn> =>
  deps.database.inTransaction((db) => completeSignInWithin(db, deps, person));

/** The same in the transaction that uses up the proof. */
export async function completeSignInWithin(
  db: Db,
  deps: CompleteSignInDeps,
  person: ProvenPerson,
): Promise<SignedIn> {
  const now = deps.clock.now();
  const expiresAt = endOfSession(now);
  const opening = { ...person, now, expiresAt, notices: deps.notices };
  const { browser, ...session } = await openSession(db, opening);
  const { user } = person;
  const { organizationId, operatorId, accountId: userAccountId } = user;
  const tokens = issueTokens(deps, { ...session, organizationId, operatorId, userAccountId, expiresAt });
  return { ...tokens, user, browser };
}

interface Opening extends ProvenPerson {
  readonly notices: Notices;
  readonly now: Date;
  readonly expiresAt: Date;
}

async function openSession(
  db: Db,
  opening: Opening,
): Promise<{ id: string; counter: number; browser: string }> {
  const { user, browser, methods, now, expiresAt } = opening;
  const { organizationId, accountId, operatorId } = user;
  const isOpen = await createEmploymentsRepository(db).enter(operatorId, now);
  if (!isOpen) throw problem('organization_suspended');
  const origin = originOfRequest();
  const device = await createDevicesRepository(db).see({ accountId, browser, now, ...origin });
  const { id, counter, surplus } = await createSessionsRepository(db).open({
    organizationId,
    userAccountId: accountId,
    operatorId,
    expiresAt,
    authMethods: [...methods],
    authenticatedAt: now,
    deviceId: device.id,
    ...origin,
  });
  await noteSignIn(db, {
    ...{ accountId, organizationId, at: now, deviceId: device.id, sessionId: id },
    method: methods.at(-1) ?? 'password',
    outcome: 'success',
  });
  await recordAudit(db, {
    ...{ action: 'session.open', objectType: 'session', objectId: id },
    ...{ organizationId, accountId },
  });
  await trustDevice(db, opening, device);
  await tellOfSignIn(db, opening, { device, endedDevices: surplus.map((ended) => ended.userAgent) });
  return { id, counter, browser: device.browser };
}

const TRUST_MS = 30 * 86_400_000;

/** Only who has shown the second factor may spare himself it. */
async function trustDevice(
  db: Db,
  { user: { organizationId, accountId }, methods, rememberDevice, now }: Opening,
  { id }: Seen,
): Promise<void> {
  if (!rememberDevice || !methods.some((method) => method === 'totp' || method === 'recovery_code')) return;
  const until = new Date(now.getTime() + TRUST_MS);
  await createDevicesRepository(db).trust(id, until);
  await recordAudit(db, {
    ...{ action: 'device.trust', objectType: 'device', objectId: id, organizationId, accountId },
    fields: { trustedUntil: { after: until.toISOString() } },
  });
}

interface Happened {
  readonly device: Seen;
  /** User agents of sessions that had to make room. */
  readonly endedDevices: readonly (string | null)[];
}

async function tellOfSignIn(
  db: Db,
  { notices, user, now }: Opening,
  { device, endedDevices }: Happened,
): Promise<void> {
  const at = now.toISOString();
  const { ip, userAgent } = originOfRequest();
  if (device.isNew) {
    const params = { at, device: deviceName(userAgent), ip: ip ?? '' };
    await notices.tell(db, user.accountId, { type: 'new_device', params });
  }
  for (const ended of endedDevices) {
    const params = { at, device: deviceName(ended) };
    await notices.tell(db, user.accountId, { type: 'session_ended', params });
  }
}
