/**
 * Reference data of an organisation: cities, campaigns, company numbers, masters, dispositions. Everybody signed in reads them, admins
 * write them, and every process forgets its copy of them when one changes.
 */
import type { Mount } from '../../platform/http/mount.js';
import { campaignResource } from './campaigns.resource.js';
import { cityResource } from './cities.resource.js';
import { dispositionResource } from './dispositions.resource.js';
import { campaigns, cities, dispositions, masters, phones, referenceOperations } from './lists.contract.js';
import { masterResource } from './masters.resource.js';
import { phoneResource } from './phones.resource.js';
import { referenceRoutes } from './reference.routes.js';
import { createReferenceService, type ReferenceDeps } from './reference.service.js';

export { seedFreshOrganization, type FreshOrganization } from './fresh-organization.js';
export { requireCampaign, requireCities } from './known-names.queries.js';
export { TYPE_EQUIPMENT, MASTER_STATUS_WORK } from './lists.contract.js';
export { createMasterLinks } from './masters.repository.js';

export function createReferenceModule(deps: ReferenceDeps) {
  return {
    operations: referenceOperations,
    routes: (mount: Mount): void => {
      referenceRoutes(mount, cities, createReferenceService(deps, cityResource));
      referenceRoutes(mount, campaigns, createReferenceService(deps, campaignResource));
      referenceRoutes(mount, phones, createReferenceService(deps, phoneResource));
      referenceRoutes(mount, masters, createReferenceService(deps, masterResource));
      referenceRoutes(mount, dispositions, createReferenceService(deps, dispositionResource));
    },
  };
}
