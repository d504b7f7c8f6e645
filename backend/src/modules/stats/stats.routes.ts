import type { Mount } from '../../platform/http/mount.js';
import { getMyStats, getOperatorStats, getOverallStats } from './stats.contract.js';
import type { StatsService } from './stats.service.js';

export function statsRoutes(mount: Mount, stats: StatsService): void {
  mount.signedIn(getMyStats, ({ actor, query }) => stats.my(actor, query));
  mount.signedIn(getOperatorStats, ({ actor, params, query }) =>
    stats.operator(actor, { ...query, id: params.id }),
  );
  mount.signedIn(getOverallStats, ({ actor, query }) => stats.overall(actor, query));
}
