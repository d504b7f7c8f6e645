import { randomUUID } from 'node:crypto';
import type { TestApi } from '../api.js';
import { buildApiKey, buildEmployment } from '../factories/organizations.js';
import type { MakeSound } from './sound-input.js';

const unique = (): string => randomUUID().slice(0, 8);

const ofPersonOnly: MakeSound = async ({ build }) => ({ params: { id: (await build.operator()).id } });

async function superAdmin({ build, database }: TestApi) {
  const person = await build.operator({ role: 'viewer' });
  await database.prisma.userAccount.update({
    where: { id: person.userAccountId },
    data: { isSuperAdmin: true },
  });
  return person;
}

const ofOrganization: MakeSound = async (api) => ({
  as: await superAdmin(api),
  params: { id: (await api.build.organization()).id },
});

const keyDraft = { name: 'Отчёты', permissions: ['calls:read', 'orders:read'] };

/** Sound input of what concerns organisations, their members and their keys. */
export const organizationInput: Readonly<Record<string, MakeSound>> = {
  switchOrganization: async (api) => {
    const person = await api.build.operator();
    const { id } = await api.build.organization();
    await buildEmployment(api, { userAccountId: person.userAccountId, organizationId: id });
    return { as: person, params: { id } };
  },
  listOperatorSessions: ofPersonOnly,
  endOperatorSessions: ofPersonOnly,
  resetSecondFactor: async ({ build, database }) => {
    const { id, userAccountId } = await build.operator();
    await database.prisma.userAccount.update({
      where: { id: userAccountId },
      data: { totpSecretSealed: 'sealed', totpEnabledAt: new Date() },
    });
    return { params: { id } };
  },
  updateOrganization: async ({ database, organization: { id } }) => {
    const { version } = await database.prisma.organization.findUniqueOrThrow({ where: { id } });
    return { body: { version, name: 'Колл-центр', adminIpAllow: [], secondFactorRoles: ['master'] } };
  },
  createMyApiKey: async ({ build }) => ({ as: await build.operator(), body: keyDraft }),
  createApiKey: () => ({ body: { ...keyDraft, cities: ['Саратов'], ipAllow: ['10.0.0.0/8'] } }),
  revokeMyApiKey: async (api) => {
    const person = await api.build.operator();
    const { id } = await buildApiKey(api, { operatorId: person.id, isPersonal: true });
    return { as: person, params: { id } };
  },
  revokeApiKey: async (api) => ({ params: { id: (await buildApiKey(api)).id } }),
  listOrganizations: async (api) => ({ as: await superAdmin(api) }),
  createOrganization: async (api) => ({
    as: await superAdmin(api),
    body: {
      name: `Центр ${unique()}`,
      timezone: 'Asia/Omsk',
      owner: { name: 'Первый Владелец', login: `owner-${unique()}` },
    },
  }),
  renameOrganization: async (api) => ({
    ...(await ofOrganization(api)),
    body: { version: 1, name: 'Новое имя' },
  }),
  suspendOrganization: ofOrganization,
  resumeOrganization: ofOrganization,
};
