/**
 * Reference data of an organisation: cities, campaigns, company numbers, masters, dispositions. Everybody signed in reads them, admins
 * write them, and every process forgets its copy of them when one changes.
 */
import type { Mount } from '../../platform/http/mount.js';
import type { PageNumber } from '../../platform/http/numbered-page.js';
import { campaignResource } from './campaigns.resource.js';
import { cityResource } from './cities.resource.js';
import { dispositionResource } from './dispositions.resource.js';
import { campaigns, cities, dispositions, masters, phones, referenceOperations } from './lists.contract.js';
import { masterResource } from './masters.resource.js';
import { phoneResource } from './phones.resource.js';
import { referenceRoutes } from './reference.routes.js';
import { createReferenceService } from './reference.service.js';
import { createReferenceWrites } from './reference-writes.js';
import type { ReferenceDeps, Resource, Stored } from './resource.js';

export { seedFreshOrganization, type FreshOrganization } from './fresh-organization.js';
export { requireCampaign, requireCities } from './known-names.queries.js';
export { TYPE_EQUIPMENT, MASTER_STATUS_WORK } from './lists.contract.js';
export { createMasterLinks } from './masters.repository.js';

export function createReferenceModule(deps: ReferenceDeps) {
  return {
    operations: referenceOperations,
    routes: (mount: Mount): void => {
      referenceRoutes(mount, cities, rowsOf(deps, cityResource));
      referenceRoutes(mount, campaigns, rowsOf(deps, campaignResource));
      referenceRoutes(mount, phones, rowsOf(deps, phoneResource));
      referenceRoutes(mount, masters, rowsOf(deps, masterResource));
      referenceRoutes(mount, dispositions, rowsOf(deps, dispositionResource));
    },
  };
}

const rowsOf = <
  Row extends Stored,
  Query extends PageNumber,
  Draft extends object,
  Changes extends { readonly version: number },
>(
  deps: ReferenceDeps,
  resource: Resource<Row, Query, Draft, Changes>,
) => ({ ...createReferenceService(deps, resource), ...createReferenceWrites(deps, resource) });
