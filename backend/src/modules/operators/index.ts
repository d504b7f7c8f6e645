/**
 * People of an organisation: their employment, cities and telephony addresses, their presence and working time. Accounts, passwords and
 * sessions belong to identity; what a change of a person means for them is told there.
 */
import type { Mount } from '../../platform/http/mount.js';
import type { OperatorWriteDeps } from './operator-write.js';
import { operatorsOperations } from './operators.contract.js';
import { operatorsRoutes } from './operators.routes.js';
import { createOperatorsService } from './operators.service.js';
import { createPresenceService } from './presence.service.js';

export type { PresenceService } from './presence.service.js';
export type { PresenceStep } from './presence.rules.js';

export type OperatorsDeps = Omit<OperatorWriteDeps, 'presence'>;

export function createOperatorsModule(deps: OperatorsDeps) {
  const presence = createPresenceService(deps);
  const operators = createOperatorsService({ ...deps, presence });
  return {
    operations: operatorsOperations,
    routes: (mount: Mount): void => {
      operatorsRoutes(mount, { operators, presence });
    },
    /** `presence.take` is for telephony and sign-out: calls and sign-offs move a person's presence. */
    presence,
  };
}
