import type { Mount } from '../../platform/http/mount.js';
import * as platform from './all-organizations/all-organizations.contract.js';
import type { AllOrganizationsService } from './all-organizations/all-organizations.service.js';
import * as keys from './api-keys/api-keys.contract.js';
import type { ApiKeysService } from './api-keys/api-keys.service.js';
import { getRoles, ROLE_MATRIX } from './roles/roles.contract.js';
import { getOrganization, updateOrganization } from './settings/settings.contract.js';
import type { SettingsService } from './settings/settings.service.js';

export interface OrganizationsHandlers {
  readonly settings: SettingsService;
  readonly apiKeys: ApiKeysService;
  readonly organizations: AllOrganizationsService;
}

export function organizationsRoutes(mount: Mount, handlers: OrganizationsHandlers): void {
  const { settings, apiKeys, organizations } = handlers;
  mount.signedIn(getOrganization, ({ actor }) => settings.get(actor));
  mount.signedIn(updateOrganization, ({ actor, body }) => settings.change(actor, body));
  mount.signedIn(getRoles, () => ROLE_MATRIX);
  mount.signedIn(keys.listMyApiKeys, ({ actor }) => apiKeys.list(actor, 'mine'));
  mount.signedIn(keys.createMyApiKey, ({ actor, body }) => apiKeys.create(actor, 'mine', body));
  mount.signedIn(keys.revokeMyApiKey, ({ actor, params }) => apiKeys.revoke(actor, 'mine', params.id));
  mount.signedIn(keys.listApiKeys, ({ actor }) => apiKeys.list(actor, 'ours'));
  mount.signedIn(keys.createApiKey, ({ actor, body }) => apiKeys.create(actor, 'ours', body));
  mount.signedIn(keys.revokeApiKey, ({ actor, params }) => apiKeys.revoke(actor, 'ours', params.id));
  mount.signedIn(platform.listOrganizations, ({ query }) => organizations.list(query));
  mount.signedIn(platform.createOrganization, ({ body }) => organizations.create(body));
  mount.signedIn(platform.renameOrganization, ({ params, body }) => organizations.rename(params.id, body));
  mount.signedIn(platform.suspendOrganization, ({ actor, params }) =>
    organizations.suspend(actor, params.id),
  );
  mount.signedIn(platform.resumeOrganization, ({ params }) => organizations.resume(params.id));
}
