import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { expect } from 'vitest';
import type { Client, TestApi } from '../api.js';

const unique = (): string => randomUUID().slice(0, 8);

/** What refers to reference rows: an order of the organisation, with its own author, or one made ready. */
export async function makeOrder(
  api: TestApi,
  overrides: { city?: string; rk?: string; masterId?: number | null; operatorId?: number } = {},
): Promise<{ id: number }> {
  const operatorId = overrides.operatorId ?? (await api.build.operator()).id;
  return api.database.prisma.order.create({
    data: {
      organizationId: api.organization.id,
      rk: overrides.rk ?? 'RK001',
      city: overrides.city ?? 'Саратов',
      phone: '+79991234567',
      typeOrder: 'first_time',
      clientName: 'Client',
      address: 'Street 1',
      dateMeeting: new Date('2026-03-02T08:00:00Z'),
      typeEquipment: 'kp',
      problem: 'Does not start',
      statusOrder: 'not_an_order',
      reason: 'Test',
      closingData: new Date('2026-03-01T08:00:00Z'),
      masterId: overrides.masterId ?? null,
      operatorNameId: operatorId,
    },
    select: { id: true },
  });
}

/** An answered inbound call of the organisation. */
export const makeCall = (
  api: TestApi,
  overrides: {
    city?: string;
    rk?: string;
    disposition?: string;
    operatorId?: number;
    missedBy?: number[];
  } = {},
): Promise<{ id: number }> =>
  api.database.prisma.call.create({
    data: {
      organizationId: api.organization.id,
      entryId: `entry-${unique()}`,
      dateCreate: new Date('2026-03-01T08:00:00Z'),
      direction: 'inbound',
      status: 'answered',
      ...overrides,
    },
    select: { id: true },
  });

/** A valid body for POST of each reference list. */
export const draftOf = {
  cities: () => ({ name: `Город ${unique()}`, timezone: 'Asia/Omsk' }),
  campaigns: () => ({ rk: `RK-${unique()}` }),
  phones: () => ({
    number: `+7495${String(Math.floor(1_000_000 + Math.random() * 8_999_999))}`,
    rk: 'RK001',
    city: 'Саратов',
  }),
  masters: () => ({ name: `Мастер ${unique()}`, cities: ['Саратов'] }),
  dispositions: () => ({ code: `code_${unique()}` }),
} as const;

export const REFERENCE_LISTS = ['cities', 'campaigns', 'phones', 'masters', 'dispositions'] as const;
export type ReferenceList = (typeof REFERENCE_LISTS)[number];

export interface ReferenceRow {
  readonly id: number;
  readonly version: number;
  readonly [field: string]: unknown;
}

export const rowOf = (response: Response): ReferenceRow => (response.body as { data: ReferenceRow }).data;
export const rowsOf = (response: Response): ReferenceRow[] =>
  (response.body as { data: ReferenceRow[] }).data;

/** Adds rows through the API as this person. */
export const createAdder =
  (client: () => Client) =>
  async (list: ReferenceList, body: object = {}): Promise<ReferenceRow> => {
    const response = await client()
      .post(`/api/${list}`)
      .send({ ...draftOf[list](), ...body });
    expect(response.status, JSON.stringify(response.body)).toBe(201);
    return rowOf(response);
  };

/** The words by which the rows of a list are known to people. */
export const namesOf = async (client: Client, path: string): Promise<unknown[]> =>
  rowsOf(await client.get(path)).map((row) => row['number'] ?? row['name'] ?? row['rk'] ?? row['code']);
