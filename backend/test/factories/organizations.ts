import { newKeyToken } from '../../src/modules/identity/index.js';
import type { Role } from '../../src/platform/access/permissions.js';
import type { Client, TestApi } from '../api.js';
import { clientWith } from '../api.js';

export interface ApiKeyOverrides {
  readonly organizationId?: number;
  readonly operatorId?: number;
  readonly isPersonal?: boolean;
  readonly permissions?: string[];
  readonly cities?: string[];
  readonly ipAllow?: string[];
  readonly expiresAt?: Date | null;
}

/** A key of the organisation, made by its owner unless told otherwise, with the token that nobody sees again. */
export async function buildApiKey(
  { database, organization, owner }: TestApi,
  overrides: ApiKeyOverrides = {},
): Promise<{ id: number; token: string }> {
  const { token, prefix, secretHash } = newKeyToken();
  const { id } = await database.prisma.apiKey.create({
    data: {
      organizationId: organization.id,
      operatorId: owner.id,
      isPersonal: false,
      name: 'Ключ',
      permissions: ['calls:read'],
      ...overrides,
      prefix,
      secretHash,
    },
  });
  return { id, token };
}

/** A client that shows a key. */
export const asKey = (api: TestApi, { token }: { token: string }): Client => clientWith(api.url, token);

/** A second employment of an account. */
export async function buildEmployment(
  { database }: TestApi,
  data: { userAccountId: number; organizationId: number; role?: Role; status?: string },
): Promise<{ id: number; organizationId: number; role: string }> {
  return database.prisma.operator.create({ data: { name: 'Он же', role: 'operator', ...data } });
}
