import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { grantToApplication } from '../platform/db/application-role.js';
import { migrateForStart } from './migrate-for-start.js';
import type { CreatedAdmin, PrepareMessage, PrepareRequest } from './prepare-database.js';
import { StartFailure } from './start-failure.js';

/** The entry points of the product that this process calls; they are loaded only when their turn has come. */
interface BootstrapModule {
  readonly bootstrap: (options: {
    readonly databaseUrl: string;
    readonly adminLogin: string;
    readonly adminPassword?: string;
    readonly mango: PrepareRequest['mango'];
    readonly secretsKey: string;
  }) => Promise<{ readonly createdAdmin: CreatedAdmin | null }>;
}

interface DemoModule {
  readonly seedDemo: (options: {
    readonly databaseUrl: string;
    readonly dataDir: string;
    readonly onProgress: (text: string) => void;
  }) => Promise<void>;
}

async function loadScript<T>(name: string): Promise<T> {
  const extension = path.extname(import.meta.filename);
  const file = path.join(import.meta.dirname, '../scripts', `${name}${extension}`);
  if (!existsSync(file))
    throw new StartFailure(`${file} is missing: this copy of the product is incomplete, fetch it again.`);
  return (await import(pathToFileURL(file).href)) as T;
}

const tell = (message: PrepareMessage): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => resolve());
  });

async function prepare(request: PrepareRequest): Promise<void> {
  const { databaseUrl, applicationRole, adminLogin, adminPassword, mango, secretsKey, dataDir, isDemo } =
    request;
  const appliedMigrations = await migrateForStart(databaseUrl);
  const { bootstrap } = await loadScript<BootstrapModule>('bootstrap');
  const admin = { adminLogin, ...(adminPassword === null ? {} : { adminPassword }) };
  const { createdAdmin } = await bootstrap({ databaseUrl, ...admin, mango, secretsKey });
  if (applicationRole !== null) await grantToApplication(databaseUrl, applicationRole);
  if (isDemo) {
    const { seedDemo } = await loadScript<DemoModule>('demo');
    await seedDemo({ databaseUrl, dataDir, onProgress: (text) => void tell({ type: 'progress', text }) });
  }
  await tell({ type: 'done', appliedMigrations, createdAdmin });
}

function toFailure(error: unknown): PrepareMessage {
  const isPlain = error instanceof StartFailure;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? '') : '';
  return { type: 'failed', message, code, isPlain };
}

process.once('disconnect', () => process.exit()); // the start that waited for this is gone
process.once('message', (request: PrepareRequest) => {
  prepare(request)
    .catch((error: unknown) => tell(toFailure(error)))
    .finally(() => process.exit());
});
