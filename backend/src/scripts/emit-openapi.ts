// Writes docs/openapi.json from the operations; with `--check` only says whether it would change.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { apiDocument, createContainer } from '../container.js';
import { createPasswords } from '../modules/identity/index.js';
import { readEnvironment, secretsOf } from '../platform/config/env.js';
import { openDatabase } from '../platform/db/database.js';
import { silentLogger } from '../platform/logging/logger.js';
import { createMetrics } from '../platform/metrics.js';
import { createNotificationBus } from '../platform/realtime/notification-bus.js';
import { systemClock } from '../platform/time.js';

const FILE = path.join(import.meta.dirname, '../../../docs/openapi.json');

// Nothing is started or connected: modules are made only for the operations they declare.
const url = 'postgresql://nobody@127.0.0.1:1/nothing';
const environment = readEnvironment({
  DATABASE_URL: url,
  JWT_SECRET: 'x'.repeat(32),
  SECRETS_KEY: Buffer.alloc(32).toString('base64'),
});
const container = createContainer({
  environment,
  secrets: secretsOf(environment),
  database: openDatabase({ url, applicationName: 'emit', poolSize: 1 }),
  redis: null,
  bus: createNotificationBus({ url, applicationName: 'emit', logger: silentLogger }),
  clock: systemClock,
  logger: silentLogger,
  metrics: createMetrics('emit'),
  passwords: createPasswords({ cost: 4 }),
});

const text = await format(JSON.stringify(apiDocument(container.modules)), {
  ...(await resolveConfig(FILE)),
  parser: 'json',
});
if (process.argv.includes('--check')) {
  const isSame = readFileSync(FILE, 'utf8') === text;
  if (!isSame)
    process.stderr.write('docs/openapi.json differs from the operations: run `npm run generate`\n');
  process.exit(isSame ? 0 : 1);
}
writeFileSync(FILE, text);
process.exit(0);
