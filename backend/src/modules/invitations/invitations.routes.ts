import { toNumberedPage } from '../../platform/http/numbered-page.js';
import type { Mount } from '../../platform/http/mount.js';
import { acceptWithNewAccount, getOpen, joinWithOwnAccount, type AcceptDeps } from './accept.js';
import { openDeliveries } from './deliveries.js';
import * as contract from './invitations.contract.js';
import { toInvitation } from './invitations.presenter.js';
import { listInvitations } from './invitations.queries.js';
import { invite, reissue, revoke } from './invite.js';

export function invitationsRoutes(mount: Mount, deps: AcceptDeps): void {
  mount.signedIn(contract.listInvitations, async ({ actor: { organizationId }, query }) => {
    const now = deps.clock.now();
    const { rows, total } = await listInvitations(deps.database.sql, { organizationId, now }, query);
    return toNumberedPage(
      rows.map((row) => toInvitation(row, now)),
      query,
      total,
    );
  });
  mount.signedIn(contract.getInvitationDeliveries, ({ actor }) => openDeliveries(deps, actor.organizationId));
  mount.signedIn(contract.createInvitation, ({ actor, body }) => invite(deps, actor, body));
  mount.signedIn(contract.revokeInvitation, ({ actor, params }) => revoke(deps, actor, params.id));
  mount.signedIn(contract.resendInvitation, ({ actor, params, body }) =>
    reissue(deps, actor, { id: params.id, delivery: body.delivery }),
  );
  mount.open(contract.checkInvitation, async ({ body }) => {
    const { organizationName: organization, role, name } = await getOpen(deps, body.token);
    return { organization, role, name };
  });
  mount.open(contract.acceptInvitation, ({ body }) => acceptWithNewAccount(deps, body));
  mount.signedIn(contract.joinByInvitation, ({ actor, body }) => joinWithOwnAccount(deps, actor, body.token));
}
