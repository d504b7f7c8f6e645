import type { Mount } from '../../platform/http/mount.js';
import type { Fields, InferFields } from '../../platform/http/schema.js';
import type { ReferenceContract } from './reference.contract.js';
import type { ReferenceReads } from './reference.service.js';
import type { ReferenceWrites } from './reference-writes.js';

type Handlers<Row, Query, Draft, Changes> = ReferenceReads<Row, Query> & ReferenceWrites<Row, Draft, Changes>;

/** Mounts the operations of one reference list. */
export function referenceRoutes<Row, Q extends Fields, C extends Fields, U extends Fields>(
  mount: Mount,
  contract: ReferenceContract<Row, Q, C, U>,
  rows: Handlers<Row, InferFields<Q>, InferFields<C>, InferFields<U>>,
): void {
  mount.signedIn(contract.list, ({ actor, query }) => rows.list(actor, query));
  mount.signedIn(contract.create, ({ actor, body }) => rows.create(actor, body));
  mount.signedIn(contract.get, ({ actor, params }) => rows.get(actor, params.id));
  mount.signedIn(contract.change, ({ actor, params, body }) => rows.change(actor, params.id, body));
  mount.signedIn(contract.remove, ({ actor, params }) => rows.remove(actor, params.id));
}
