import type { Mount } from '../../platform/http/mount.js';
import type { Fields, InferFields } from '../../platform/http/schema.js';
import type { ReferenceContract } from './reference.contract.js';
import type { ReferenceService, Stored } from './reference.service.js';

/** Mounts the operations of one reference list. */
export function referenceRoutes<Row extends Stored, Q extends Fields, C extends Fields, U extends Fields>(
  mount: Mount,
  contract: ReferenceContract<Row, Q, C, U>,
  service: ReferenceService<Row, InferFields<Q>, InferFields<C>, InferFields<U>>,
): void {
  mount.signedIn(contract.list, ({ actor, query }) => service.list(actor, query));
  mount.signedIn(contract.get, ({ actor, params }) => service.get(actor, params.id));
  mount.signedIn(contract.create, ({ actor, body }) => service.create(actor, body));
  mount.signedIn(contract.change, ({ actor, params, body }) => service.change(actor, params.id, body));
  mount.signedIn(contract.remove, ({ actor, params }) => service.remove(actor, params.id));
}
