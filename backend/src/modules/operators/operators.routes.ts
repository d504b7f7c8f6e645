import type { Mount } from '../../platform/http/mount.js';
import * as accessContract from './access/member-access.contract.js';
import type { MemberAccessService } from './access/member-access.service.js';
import * as contract from './operators.contract.js';
import type { OperatorsService } from './operators.service.js';
import type { PresenceService } from './presence.service.js';

export interface OperatorsHandlers {
  readonly operators: OperatorsService;
  readonly presence: PresenceService;
  readonly access: MemberAccessService;
}

export function operatorsRoutes(mount: Mount, { operators, presence, access }: OperatorsHandlers): void {
  mount.signedIn(contract.listOperators, ({ actor, query }) => operators.list(actor, query));
  mount.signedIn(contract.createOperator, ({ actor, body }) => operators.create(actor, body));
  mount.signedIn(contract.setStatusWork, ({ actor, body }) => presence.choose(actor, body.statusWork));
  mount.signedIn(contract.getOperator, ({ actor, params }) => operators.get(actor, params.id));
  mount.signedIn(contract.updateOperator, ({ actor, params, body: { version, ...changes } }) =>
    operators.change(actor, { operatorId: params.id, version, changes }),
  );
  mount.signedIn(contract.deleteOperator, ({ actor, params }) => operators.remove(actor, params.id));
  mount.signedIn(contract.getWorktime, ({ actor, params, query }) =>
    operators.worktime(actor, params.id, query),
  );
  mount.signedIn(accessContract.listOperatorSessions, ({ actor, params }) =>
    access.sessions(actor, params.id),
  );
  mount.signedIn(accessContract.endOperatorSessions, ({ actor, params }) =>
    access.endSessions(actor, params.id),
  );
  mount.signedIn(accessContract.resetSecondFactor, ({ actor, params }) =>
    access.resetSecondFactor(actor, params.id),
  );
}
