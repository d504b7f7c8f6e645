import path from 'node:path';
import { openMigrate, type Migrate } from '../platform/db/migrate/open-migrate.js';
import { StartFailure } from './start-failure.js';

const PRISMA_FOLDER = path.resolve(import.meta.dirname, '../../prisma');

async function refuseWhatCannotBeMigrated(migrate: Migrate): Promise<void> {
  const { failedMigrationNames, history } = await migrate.status();
  if (failedMigrationNames.length > 0) {
    throw new StartFailure(
      `Migration ${failedMigrationNames.join(', ')} failed on this database and was rolled back: see its reason in the ` +
        'table _prisma_migrations, then run "npm run db:migrate" after resolving it.',
    );
  }
  if (history && history.diagnostic !== 'databaseIsBehind') {
    throw new StartFailure(
      'The database was migrated by a newer version of this product: start that version, or restore a backup of before.',
    );
  }
}

/** Brings the database to the version of this code and returns the names of the migrations it took. */
export async function migrateForStart(url: string): Promise<string[]> {
  const migrate = await openMigrate({
    url,
    schema: path.join(PRISMA_FOLDER, 'schema.prisma'),
    migrations: path.join(PRISMA_FOLDER, 'migrations'),
  });
  try {
    await migrate.releaseInterrupted();
    await refuseWhatCannotBeMigrated(migrate);
    return await migrate.deploy();
  } finally {
    await migrate.close();
  }
}
