import { defineConfig } from 'prisma/config';

// `generate`, `validate` and `format` never start the native engine; naming any executable keeps the command line from
// downloading it. Migrations run through platform/db/migrate.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://localhost/none' },
});
