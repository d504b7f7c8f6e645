import type { Mount } from '../../platform/http/mount.js';
import { getClient } from './clients.contract.js';
import type { ClientsService } from './clients.service.js';

export function clientsRoutes(mount: Mount, clients: ClientsService): void {
  mount.signedIn(getClient, ({ actor, params }) => clients.open(actor, params.phone));
}
