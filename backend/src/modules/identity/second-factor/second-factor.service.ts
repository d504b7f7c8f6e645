import qrcode from 'qrcode';
import type { Actor } from '../../../platform/access/actor.js';
import type { Db } from '../../../platform/db/database.js';
import { recordAudit } from '../../audit/index.js';
import { createChallengedPersonRepository } from './challenged-person.repository.js';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.js';
import { createRecoveryCodesRepository } from './recovery-codes.repository.js';
import { createSecondFactorRepository } from './second-factor.repository.js';
import { newSeed, otpauthUrlOf } from './totp.js';
import {
  disableSecondFactor,
  enableSecondFactor,
  offAlready,
  onAlready,
  type SecondFactorDeps,
} from './turn-second-factor.js';

const QR = { margin: 2, width: 240 };

export type SecondFactorService = ReturnType<typeof createSecondFactorService>;

/** A person's own second factor. */
export function createSecondFactorService(deps: SecondFactorDeps) {
  const { database, secretBox, clock } = deps;
  return {
    get: async ({ accountId, mustSetUpSecondFactor }: Actor) => {
      const { totpEnabledAt } = await createSecondFactorRepository(database.prisma).get(accountId);
      const left = await createRecoveryCodesRepository(database.prisma).countLeft(accountId);
      return { enabledAt: totpEnabledAt, recoveryCodesLeft: left, mustSetUp: mustSetUpSecondFactor };
    },

    /** A seed that is not in force yet. @throws Problem `illegal_transition` while one is. */
    setUp: async ({ accountId, organizationId }: Actor) => {
      const seed = newSeed();
      const names = await database.inTransaction(async (db) => {
        const factor = createSecondFactorRepository(db);
        if (!(await factor.prepare(accountId, secretBox.seal(seed)))) throw onAlready();
        await audit(db, 'set_up', accountId);
        const { login } = await factor.get(accountId);
        const issuer = await createChallengedPersonRepository(db).getOrganizationName(organizationId);
        return { label: login, issuer };
      });
      const otpauthUrl = otpauthUrlOf(seed, names);
      return { otpauthUrl, qr: await qrcode.toDataURL(otpauthUrl, QR) };
    },

    enable: (actor: Actor, code: string) => enableSecondFactor(deps, actor, code),
    disable: (actor: Actor, proof: { password: string; code: string }) =>
      disableSecondFactor(deps, actor, proof),

    /** The codes of before work no more. @throws Problem `illegal_transition` when the second factor is off. */
    renewRecoveryCodes: ({ accountId }: Actor): Promise<{ recoveryCodes: string[] }> =>
      database.inTransaction(async (db) => {
        const { totpSecretSealed, totpEnabledAt } = await createSecondFactorRepository(db).get(accountId);
        if (totpSecretSealed === null || totpEnabledAt === null) throw offAlready();
        const seed = secretBox.open(totpSecretSealed);
        const recoveryCodes = newRecoveryCodes();
        const hashes = recoveryCodes.map((code) => hashOfRecoveryCode(code, seed));
        await createRecoveryCodesRepository(db).replace(accountId, hashes, clock.now());
        await audit(db, 'renew_recovery_codes', accountId);
        return { recoveryCodes };
      }),
  };
}

const audit = (db: Db, verb: string, accountId: number): Promise<void> =>
  recordAudit(db, { action: `second_factor.${verb}`, objectType: 'user_account', objectId: accountId });
