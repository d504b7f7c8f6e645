import qrcode from 'qrcode';
import type { Actor } from '../../../platform/access/actor.js';
import type { Db } from '../../../platform/db/database.js';
import { invalidField, problem } from '../../../platform/http/problem.js';
import { notify } from '../../../platform/realtime/notification-bus.js';
import { recordAudit } from '../../audit/index.js';
import type { NewNotice, Notices } from '../notices/tell-person.js';
import { MIN_PASSWORD_LENGTH } from '../password-rules.js';
import { issueTokens, type SignedInTokens, type TokenIssuers } from '../session-tokens.js';
import { endOthers } from './end-others.js';
import { createGuessesRepository } from './guesses.repository.js';
import { proveCode, provePassword, type ProofDeps } from './prove-identity.js';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.js';
import { createSecondFactorRepository } from './second-factor.repository.js';
import { newSeed, otpauthUrlOf, stepOfCode } from './totp.js';

export interface SecondFactorDeps extends ProofDeps, TokenIssuers {
  readonly notices: Notices;
}

/** A change after which this session goes on with new tokens. */
export interface Renewed {
  readonly tokens: SignedInTokens;
}

export type SecondFactorService = ReturnType<typeof createSecondFactorService>;

export function createSecondFactorService(deps: SecondFactorDeps) {
  const { database, secretBox, clock } = deps;
  return {
    get: async ({ accountId, mustSetUpSecondFactor }: Actor) => {
      const factor = createSecondFactorRepository(database.prisma);
      const { totpEnabledAt } = await factor.get(accountId);
      return {
        enabledAt: totpEnabledAt,
        recoveryCodesLeft: totpEnabledAt === null ? 0 : await factor.codesLeft(accountId),
        mustSetUp: mustSetUpSecondFactor,
      };
    },

    /** @throws Problem `illegal_transition` while one is in force. */
    setUp: async ({ accountId, organizationId }: Actor) => {
      const seed = newSeed();
      const { login, issuer } = await database.inTransaction(async (db) => {
        const factor = createSecondFactorRepository(db);
        if (!(await factor.prepare(accountId, secretBox.seal(seed)))) throw alreadyOn();
        await recordAudit(db, { ...audit('set_up'), objectId: accountId });
        const account = await factor.get(accountId);
        return { login: account.login, issuer: await factor.getOrganizationName(organizationId) };
      });
      const otpauthUrl = otpauthUrlOf(seed, { issuer, label: login });
      return { otpauthUrl, qr: await qrcode.toDataURL(otpauthUrl, { margin: 2, width: 240 }) };
    },

    /** @throws Problem `illegal_transition` when nothing is set up or one is in force, `invalid_fields` on `code`. */
    enable: async (actor: Actor, code: string): Promise<Renewed & { recoveryCodes: string[] }> => {
      const { accountId } = actor;
      const now = clock.now();
      const { totpSecretSealed: sealed, totpEnabledAt } = await createSecondFactorRepository(
        database.prisma,
      ).get(accountId);
      if (sealed === null || totpEnabledAt !== null) throw alreadyOn();
      await createGuessesRepository(database.prisma).take('code', accountId, now);
      const seed = secretBox.open(sealed);
      const step = stepOfCode(seed, code.replace(/\s/g, ''), now);
      if (step === null) throw invalidField('code', 'invalid_value');
      const recoveryCodes = newRecoveryCodes();
      const tokens = await changeFactor({ ...deps, type: 'second_factor_enabled' }, actor, async (db) => {
        const factor = createSecondFactorRepository(db);
        if (!(await factor.enable(accountId, { sealed, step, now }))) throw alreadyOn();
        await createGuessesRepository(db).giveBack('code', accountId);
        await factor.replaceCodes(accountId, hashesOf(recoveryCodes, seed), now);
      });
      return { recoveryCodes, tokens };
    },

    /**
     * The request carries the whole proof, so no other is asked for. A password that is long enough only with a second factor must be
     * made longer first.
     * @throws Problem `illegal_transition` when it is off, `invalid_fields` on `password` or `code`.
     */
    disable: async (actor: Actor, given: { password: string; code: string }): Promise<Renewed> => {
      const { accountId } = actor;
      const { totpEnabledAt } = await createSecondFactorRepository(database.prisma).get(accountId);
      if (totpEnabledAt === null) throw problem('illegal_transition', { detail: 'The second factor is off' });
      await provePassword(deps, actor, { password: given.password, field: 'password' });
      if (Array.from(given.password.normalize('NFKC')).length < MIN_PASSWORD_LENGTH)
        throw invalidField('password', 'too_short', { min: MIN_PASSWORD_LENGTH });
      await proveCode(deps, actor, given.code);
      const tokens = await changeFactor({ ...deps, type: 'second_factor_disabled' }, actor, async (db) => {
        if (!(await createSecondFactorRepository(db).disable(accountId))) throw problem('illegal_transition');
      });
      return { tokens };
    },

    /** The codes of before work no more. @throws Problem `illegal_transition` when the second factor is off. */
    renewRecoveryCodes: ({ accountId }: Actor): Promise<{ recoveryCodes: string[] }> =>
      database.inTransaction(async (db) => {
        const factor = createSecondFactorRepository(db);
        const { totpSecretSealed: sealed, totpEnabledAt } = await factor.get(accountId);
        if (sealed === null || totpEnabledAt === null)
          throw problem('illegal_transition', { detail: 'The second factor is off' });
        const recoveryCodes = newRecoveryCodes();
        await factor.replaceCodes(accountId, hashesOf(recoveryCodes, secretBox.open(sealed)), clock.now());
        await recordAudit(db, { ...audit('renew_recovery_codes'), objectId: accountId });
        return { recoveryCodes };
      }),
  };
}

type FactorNotice = Extract<NewNotice['type'], 'second_factor_enabled' | 'second_factor_disabled'>;

/** Turns the second factor on or off, with all that follows from it, in one transaction. */
async function changeFactor(
  { type, ...deps }: SecondFactorDeps & { readonly type: FactorNotice },
  actor: Actor,
  change: (db: Db) => Promise<void>,
): Promise<SignedInTokens> {
  const now = deps.clock.now();
  const { accountId, sessionId } = actor;
  return deps.database.inTransaction(async (db) => {
    await change(db);
    const session = await endOthers(db, actor, { reason: 'second_factor_changed', now });
    await notify(db, 'session', sessionId);
    await recordAudit(db, {
      ...audit(type === 'second_factor_enabled' ? 'enable' : 'disable'),
      objectId: accountId,
    });
    await deps.notices.tell(db, accountId, { type, params: { at: now.toISOString() } });
    return issueTokens(deps, session);
  });
}

const audit = (verb: string) => ({ action: `second_factor.${verb}`, objectType: 'user_account' });
const hashesOf = (codes: readonly string[], seed: string): string[] =>
  codes.map((code) => hashOfRecoveryCode(code, seed));
const alreadyOn = () =>
  problem('illegal_transition', { detail: 'The second factor is on already, or was not set up' });
