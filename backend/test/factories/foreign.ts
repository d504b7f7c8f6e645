import type { TestApi } from '../api.js';
import { createBuild } from './build.js';

/** Another organisation of the same database, as the factories see it. */
export async function foreignOrganization(api: TestApi): Promise<TestApi> {
  const organization = await api.build.organization();
  const build = createBuild(api.database, organization.id);
  const owner = await build.operator({ role: 'owner' });
  return { ...api, organization, build, owner };
}
