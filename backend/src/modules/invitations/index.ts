/**
 * Invitations: how a person comes to an organisation without anybody knowing his password. Owns the links that invite; what a person may
 * be employed as is the rule of `operators`, his account belongs to identity.
 */
import type { Mount } from '../../platform/http/mount.js';
import type { AcceptDeps } from './accept.js';
import { invitationsOperations } from './invitations.contract.js';
import { invitationsRoutes } from './invitations.routes.js';

export function createInvitationsModule(deps: AcceptDeps) {
  return {
    operations: invitationsOperations,
    routes: (mount: Mount): void => {
      invitationsRoutes(mount, deps);
    },
  };
}
