import type { Actor } from '../../platform/access/actor.js';
import type { Mount } from '../../platform/http/mount.js';
import { sendLines } from '../../platform/http/send-lines.js';
import {
  eraseClient,
  exportClient,
  getClientErasure,
  type ClientErasureView,
} from './client-data.contract.js';
import type { ErasureRequest } from './erasure/request-erasure.js';
import type { PreparedExport } from './export/export-client.js';

export interface ClientDataService {
  readonly export: (actor: Actor, phone: string) => Promise<PreparedExport>;
  readonly erase: (actor: Actor, request: ErasureRequest) => Promise<ClientErasureView>;
  readonly getErasure: (actor: Actor, erasureId: number) => Promise<ClientErasureView>;
}

export function clientDataRoutes(mount: Mount, clients: ClientDataService): void {
  mount.signedIn(exportClient, async ({ actor, params, res }) => {
    const { exportedAt, pieces } = await clients.export(actor, params.phone);
    // The name of a file stays in histories of downloads: a number does not belong there.
    res.type('application/json').attachment(`client-${exportedAt.toISOString().slice(0, 10)}.json`);
    await sendLines(pieces, res);
  });
  mount.signedIn(eraseClient, ({ actor, params, body }) => clients.erase(actor, { ...params, ...body }));
  mount.signedIn(getClientErasure, ({ actor, params }) => clients.getErasure(actor, params.id));
}
