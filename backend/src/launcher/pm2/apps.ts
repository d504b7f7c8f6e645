import { createRequire } from 'node:module';
import path from 'node:path';
import type { App } from './client.js';

interface Ecosystem {
  readonly apps: readonly App[];
}

/** The processes of `ecosystem.config.js` with the environment this start has completed. */
export function loadApps(projectRoot: string, environment: Readonly<Record<string, string>>): App[] {
  Object.assign(process.env, environment); // the file reads it while it is loaded, as it does under PM2's command line
  const require = createRequire(import.meta.url);
  const { apps } = require(path.join(projectRoot, 'ecosystem.config.js')) as Ecosystem;
  return apps.map((app) => ({ ...app, env: { ...(app.env ?? {}), ...environment } }));
}
