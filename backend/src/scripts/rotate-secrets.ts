// New secrets while the product runs: `npm run rotate-secrets [-- --force]`. DATA_DIR and DATABASE_URL as for the start.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { rotateSecrets } from '../launcher/rotate-secrets.js';
import { dataFolderAt } from '../launcher/data-folder.js';
import { findEmbeddedUrl } from '../launcher/postgres/embedded-url.js';
import { loadSecrets } from '../launcher/secrets.js';
import { PROJECT_ROOT, readSettings } from '../launcher/settings.js';
import { EXIT_FAILURE, StartFailure, misconfigured } from '../launcher/start-failure.js';
import { openDatabase } from '../platform/db/database.js';

async function main(): Promise<void> {
  const file = path.join(PROJECT_ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  for (const name of ['JWT_SECRET', 'SECRETS_KEY'])
    if (process.env[name]?.trim())
      throw misconfigured(
        `${name} is set in the environment: it is changed there, see "Changing secrets" in docs/operations.md.`,
      );
  const { dataDir, externalDatabaseUrl } = readSettings(process.env, process.argv);
  const folder = dataFolderAt(dataDir);
  const url = externalDatabaseUrl ?? (await findEmbeddedUrl(folder, await loadSecrets(folder.secrets, true)));
  const database = openDatabase({ url, applicationName: 'rotate-secrets', poolSize: 1 });
  try {
    const isForced = process.argv.includes('--force');
    const count = await rotateSecrets({ file: folder.secrets, sql: database.sql, now: new Date(), isForced });
    process.stdout.write(
      `Secrets are new, ${String(count)} values are sealed anew. Back up ${folder.secrets} now.\n`,
    );
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof StartFailure ? error.exitCode : EXIT_FAILURE;
});
