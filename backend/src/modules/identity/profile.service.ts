import type { Actor } from '../../platform/access/actor.js';
import type { Database } from '../../platform/db/database.js';
import { changedFields, recordAudit } from '../audit/index.js';
import { createIdentityRepository, type ProfileRow } from './identity.repository.js';
import type { updateProfile } from './identity.contract.js';
import type { InferFields } from '../../platform/http/schema.js';
import { toProfile } from './profile.presenter.js';

export type ProfileChange = InferFields<(typeof updateProfile)['body']>;

export function createProfileService({ database }: { readonly database: Database }) {
  const get = async (actor: Actor) =>
    toProfile(actor, await createIdentityRepository(database.prisma).getProfile(actor.operatorId));

  return {
    get,
    update: async (actor: Actor, { name, ...account }: ProfileChange) => {
      await database.inTransaction(async (db) => {
        const repository = createIdentityRepository(db);
        const before = await repository.getProfile(actor.operatorId);
        if (name !== undefined) await repository.rename(actor.operatorId, name);
        if (Object.keys(account).length > 0) await repository.changeAccount(actor.accountId, account);
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

const flat = ({ name, userAccount }: ProfileRow) => ({ name, ...userAccount });
