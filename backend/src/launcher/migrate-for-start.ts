import path from 'node:path';
import { openMigrate } from '../platform/db/migrate/open-migrate.js';
import { StartFailure } from './start-failure.js';

const PRISMA_FOLDER = path.resolve(import.meta.dirname, '../../prisma');

/** Brings the database to the version of this code and returns the names of the migrations that took. */
export async function migrateForStart(url: string): Promise<string[]> {
  const migrate = await openMigrate({
    url,
    schema: path.join(PRISMA_FOLDER, 'schema.prisma'),
    migrations: path.join(PRISMA_FOLDER, 'migrations'),
  });
  try {
    await migrate.releaseUnfinished();
    const { history } = await migrate.status();
    if (history && history.diagnostic !== 'databaseIsBehind') {
      throw new StartFailure(
        'The database was migrated by a newer version of this product: start that version, or restore a backup of before.',
      );
    }
    return await migrate.deploy();
  } finally {
    await migrate.close();
  }
}
