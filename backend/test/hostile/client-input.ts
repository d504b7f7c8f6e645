import { randomUUID } from 'node:crypto';
import { newErasedPhone } from '../../src/platform/erased-phone.js';
import type { TestApi } from '../api.js';
import { buildCall } from '../factories/call.js';
import type { MakeSound } from './sound-input.js';

const knownPhone = async (api: TestApi): Promise<string> => (await buildCall(api)).phoneClient ?? '';

/** An erasure that is over. */
async function clientErasure({ database, organization, owner }: TestApi): Promise<number> {
  const { id } = await database.prisma.clientErasure.create({
    data: {
      ...{
        organizationId: organization.id,
        operatorId: owner.id,
        clientId: randomUUID(),
        reason: 'Заявление',
      },
      ...{ pseudonym: newErasedPhone(), finishedAt: new Date(), callsTotal: 0, ordersTotal: 0 },
    },
  });
  return id;
}

/** Sound input of what is done with a client as a whole. */
export const clientInput: Readonly<Record<string, MakeSound>> = {
  getClient: async (api) => ({ params: { phone: await knownPhone(api) } }),
  exportClient: async (api) => ({ params: { phone: await knownPhone(api) } }),
  eraseClient: async (api) => {
    const phone = await knownPhone(api);
    return { params: { phone }, body: { confirmation: phone, reason: 'Заявление клиента' } };
  },
  getClientErasure: async (api) => ({ params: { id: await clientErasure(api) } }),
};
