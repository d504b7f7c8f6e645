import type { Actor } from '../../platform/access/actor.js';
import type { Database, Db } from '../../platform/db/database.js';
import { changedFields, recordAudit } from '../audit/index.js';
import { createIdentityRepository, type ProfileRow } from './identity.repository.js';
import type { updateProfile } from './identity.contract.js';
import type { InferFields } from '../../platform/http/schema.js';
import { toProfile } from './profile.presenter.js';

export type ProfileChange = InferFields<(typeof updateProfile)['body']>;

export interface ProfileDeps {
  readonly database: Database;
  /** Asks for another address of one's own. */
  readonly changeEmail: (db: Db, actor: Actor, email: string | null) => Promise<void>;
}

export function createProfileService({ database, changeEmail }: ProfileDeps) {
  const get = async (actor: Actor) =>
    toProfile(actor, await createIdentityRepository(database.prisma).getProfile(actor.operatorId));

  return {
    get,
    update: async (actor: Actor, { name, email, ...account }: ProfileChange) => {
      await database.inTransaction(async (db) => {
        const repository = createIdentityRepository(db);
        const before = await repository.getProfile(actor.operatorId);
        if (name !== undefined) await repository.rename(actor.operatorId, name);
        if (Object.keys(account).length > 0) await repository.changeAccount(actor.accountId, account);
        if (email !== undefined) await changeEmail(db, actor, email);
        await recordAudit(db, {
          action: 'profile.update',
          objectType: 'callcentre_operator',
          objectId: actor.operatorId,
          fields: changedFields(flat(before), { ...account, ...(name !== undefined && { name }) }),
        });
      });
      return get(actor);
    },
  };
}

const flat = ({ name, userAccount: { locale, timezone } }: ProfileRow) => ({ name, locale, timezone });
