/**
 * Clients: all known of the person behind a number, gathered from calls and orders. Owns the card, the record of who opened it, and
 * `client_ref`: the random id by which that record names a client.
 */
import type { Database } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import { clientOperations } from './clients.contract.js';
import { clientsRoutes } from './clients.routes.js';
import { createClientsService } from './clients.service.js';

export { clientRefOf, forgetClientRef, type KnownClient } from './client-refs.repository.js';

export interface ClientsModuleDeps {
  readonly database: Database;
}

export function createClientsModule(deps: ClientsModuleDeps) {
  const clients = createClientsService(deps);
  return {
    operations: clientOperations as readonly AnyOperation[],
    routes: (mount: Mount): void => {
      clientsRoutes(mount, clients);
    },
  };
}
