/**
 * Organisations: what one decides for itself (name, time zone, second factor by role, addresses of administration), the keys of machines,
 * the table of roles, and, for who looks after the whole installation, making and suspending organisations. Who may sign in, and what a
 * shown key means, belongs to identity; people belong to operators.
 */
import type { Cache } from '../../platform/cache/cache.js';
import type { Database } from '../../platform/db/database.js';
import type { Mount } from '../../platform/http/mount.js';
import type { AnyOperation } from '../../platform/http/operation.js';
import type { Clock } from '../../platform/time.js';
import * as platform from './all-organizations/all-organizations.contract.js';
import { createAllOrganizationsService } from './all-organizations/all-organizations.service.js';
import * as keys from './api-keys/api-keys.contract.js';
import { createApiKeysService } from './api-keys/api-keys.service.js';
import { organizationsRoutes } from './organizations.routes.js';
import { getRoles } from './roles/roles.contract.js';
import { getOrganization, updateOrganization } from './settings/settings.contract.js';
import { createSettingsService } from './settings/settings.service.js';

export interface OrganizationsDeps {
  readonly database: Database;
  readonly cache: Cache;
  readonly clock: Clock;
  /** A connection of its own whose statements may take minutes. */
  readonly openPatientDatabase: () => Database;
  readonly hashPassword: (password: string) => Promise<string>;
}

const operations = [
  ...[getOrganization, updateOrganization, getRoles],
  ...[keys.listMyApiKeys, keys.createMyApiKey, keys.revokeMyApiKey],
  ...[keys.listApiKeys, keys.createApiKey, keys.revokeApiKey],
  ...[platform.listOrganizations, platform.createOrganization, platform.renameOrganization],
  ...[platform.suspendOrganization, platform.resumeOrganization],
] as readonly unknown[] as readonly AnyOperation[];

export function createOrganizationsModule(deps: OrganizationsDeps) {
  const settings = createSettingsService(deps);
  const apiKeys = createApiKeysService(deps);
  const organizations = createAllOrganizationsService(deps);
  return {
    operations,
    routes: (mount: Mount): void => {
      organizationsRoutes(mount, { settings, apiKeys, organizations });
    },
  };
}
