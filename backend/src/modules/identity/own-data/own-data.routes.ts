import type { Mount } from '../../../platform/http/mount.js';
import { exportOwnData as operation } from './own-data.contract.js';
import { exportOwnData, type OwnDataDeps } from './export-own-data.js';

export function ownDataRoutes(mount: Mount, deps: OwnDataDeps): void {
  mount.signedIn(operation, async ({ actor, res }) => {
    const content = await exportOwnData(deps, actor);
    const day = content.exportedAt.toISOString().slice(0, 10);
    res.setHeader('Content-Disposition', `attachment; filename="my-data-${day}.json"`);
    res.type('application/json').send(JSON.stringify(content, null, 2));
  });
}
