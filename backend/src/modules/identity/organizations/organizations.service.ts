import type { Actor } from '../../../platform/access/actor.js';
import { createEmploymentsRepository } from './employments.repository.js';
import { switchOrganization, type SwitchDeps } from './switch-organization.js';

export type OwnOrganizationsService = ReturnType<typeof createOwnOrganizationsService>;

/** The organisations one person works for. */
export const createOwnOrganizationsService = (deps: SwitchDeps) => ({
  list: async ({ accountId, organizationId }: Actor) => {
    const employments = await createEmploymentsRepository(deps.database.prisma).listOf(accountId);
    return employments.map(({ organizationId: id, organizationName: name, role }) => ({
      ...{ id, name, role },
      isCurrent: id === organizationId,
    }));
  },
  switchTo: (actor: Actor, organizationId: number) => switchOrganization(deps, actor, organizationId),
});
