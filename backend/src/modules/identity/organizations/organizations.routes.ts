import type { Mount } from '../../../platform/http/mount.js';
import { giveTokens } from '../give-tokens.js';
import type { SessionCookie } from '../session-cookie.js';
import { listOwnOrganizations, switchOrganization } from './organizations.contract.js';
import type { OwnOrganizationsService } from './organizations.service.js';

export function ownOrganizationsRoutes(
  mount: Mount,
  { organizations, cookie }: { organizations: OwnOrganizationsService; cookie: SessionCookie },
): void {
  mount.signedIn(listOwnOrganizations, ({ actor }) => organizations.list(actor));
  mount.signedIn(switchOrganization, async ({ actor, params, res }) => {
    const { employment, ...tokens } = await organizations.switchTo(actor, params.id);
    const { operatorId: id, login, role, name } = employment;
    return { ...giveTokens(res, cookie, tokens), user: { id, login, role, name } };
  });
}
