import type { Mount } from '../../platform/http/mount.js';
import * as contract from './operators.contract.js';
import type { OperatorsService } from './operators.service.js';
import type { PresenceService } from './presence.service.js';

export interface OperatorsHandlers {
  readonly operators: OperatorsService;
  readonly presence: PresenceService;
}

export function operatorsRoutes(mount: Mount, { operators, presence }: OperatorsHandlers): void {
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
}
