import { randomUUID } from 'node:crypto';
import { seedFreshOrganization } from '../../src/modules/reference/index.js';
import type { Role } from '../../src/platform/access/permissions.js';
import type { Database } from '../../src/platform/db/database.js';

/** Rows of tests; each makes its own parents, so that no test leans on another's. */

export interface TestOperator {
  readonly id: number;
  readonly organizationId: number;
  readonly userAccountId: number;
  readonly login: string;
  readonly name: string;
  readonly role: string;
  /** Of role master. */
  readonly masterId: number | null;
}

export interface OperatorOverrides {
  readonly organizationId?: number;
  readonly role?: Role;
  readonly name?: string;
  readonly login?: string;
  readonly email?: string | null;
  readonly passwordHash?: string;
  /** Names of cities. */
  readonly cities?: readonly string[];
  readonly extension?: string | null;
  readonly sipAddress?: string | null;
  readonly status?: string;
  readonly statusWork?: string;
}

export type Build = ReturnType<typeof createBuild>;

const unique = (): string => randomUUID().slice(0, 8);

const withDefaults = (overrides: OperatorOverrides) => ({
  organizationId: undefined,
  role: 'operator',
  name: `Person ${unique()}`,
  login: `login-${unique()}`,
  email: null,
  passwordHash: 'no password',
  cities: [],
  extension: null,
  sipAddress: null,
  status: 'active',
  statusWork: 'offline',
  ...overrides,
});

export function createBuild({ prisma, inTransaction }: Database, ownOrganizationId?: number) {
  const orOwn = (organizationId: number | undefined): number => {
    const id = organizationId ?? ownOrganizationId;
    if (id === undefined) throw new Error('Name the organisation');
    return id;
  };
  const cityIds = async (organizationId: number, names: readonly string[]): Promise<number[]> => {
    const rows = await prisma.city.findMany({
      where: { organizationId, name: { in: [...names] } },
      select: { id: true },
    });
    if (rows.length !== names.length) throw new Error(`No such cities: ${names.join(', ')}`);
    return rows.map(({ id }) => id);
  };

  return {
    /** A fresh organisation with its cities, campaigns and dispositions. */
    organization: async ({ timezone = 'Europe/Moscow' } = {}): Promise<{ id: number; timezone: string }> => {
      const { organizationId } = await inTransaction((db) =>
        seedFreshOrganization(db, { name: `Test ${unique()}`, timezone }),
      );
      return { id: organizationId, timezone };
    },

    operator: async (overrides: OperatorOverrides = {}): Promise<TestOperator> => {
      const {
        organizationId: named,
        login,
        email,
        passwordHash,
        cities: names,
        ...person
      } = withDefaults(overrides);
      const organizationId = orOwn(named);
      const cities = await cityIds(organizationId, names);
      const account = await prisma.userAccount.create({ data: { login, email, passwordHash } });
      const operator = await prisma.operator.create({
        data: { ...person, organizationId, userAccountId: account.id },
      });
      await prisma.operatorCity.createMany({
        data: cities.map((cityId) => ({ organizationId, operatorId: operator.id, cityId })),
      });
      const { id, userAccountId, name, role } = operator;
      const master =
        role === 'master' ? await makeMaster(organizationId, { name, operatorId: id, cities }) : null;
      return { id, organizationId, userAccountId, login, name, role, masterId: master?.id ?? null };
    },

    city: async (
      overrides: { organizationId?: number; name?: string; timezone?: string; slotCapacity?: number } = {},
    ) =>
      prisma.city.create({
        data: {
          organizationId: orOwn(overrides.organizationId),
          name: overrides.name ?? `City ${unique()}`,
          timezone: overrides.timezone ?? 'Europe/Moscow',
          slotCapacity: overrides.slotCapacity ?? 3,
        },
      }),

    campaign: async (overrides: { organizationId?: number; rk?: string } = {}) =>
      prisma.campaign.create({
        data: { organizationId: orOwn(overrides.organizationId), rk: overrides.rk ?? `RK-${unique()}` },
      }),

    /** A master who does not sign in. */
    master: async (
      overrides: {
        organizationId?: number;
        name?: string;
        cities?: readonly string[];
        statusWork?: string;
      } = {},
    ) => {
      const organizationId = orOwn(overrides.organizationId);
      const cities = await cityIds(organizationId, overrides.cities ?? []);
      const { name = `Master ${unique()}`, statusWork = 'working' } = overrides;
      return makeMaster(organizationId, { name, cities, statusWork });
    },

    phone: async (
      overrides: {
        organizationId?: number;
        number?: string;
        rk?: string;
        city?: string;
        avitoName?: string | null;
      } = {},
    ) =>
      prisma.phone.create({
        data: {
          organizationId: orOwn(overrides.organizationId),
          number: overrides.number ?? `+7495${String(Math.floor(1_000_000 + Math.random() * 8_999_999))}`,
          rk: overrides.rk ?? 'RK001',
          city: overrides.city ?? 'Саратов',
          avitoName: overrides.avitoName ?? null,
        },
      }),
  };

  async function makeMaster(
    organizationId: number,
    {
      cities,
      ...master
    }: { name: string; cities: readonly number[]; operatorId?: number; statusWork?: string },
  ) {
    const row = await prisma.master.create({ data: { organizationId, ...master } });
    await prisma.masterCity.createMany({
      data: cities.map((cityId) => ({ organizationId, masterId: row.id, cityId })),
    });
    return row;
  }
}
