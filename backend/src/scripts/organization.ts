// What is done with an organisation from the host alone: `npm run organization -- lift-ip-list <id>`.
import { openDatabase } from '../platform/db/database.js';
import { liftIpList } from './lift-ip-list.js';

const [verb, idText] = process.argv.slice(2);
const organizationId = Number(idText);
const url = process.env['DATABASE_URL'];
if (!url || verb !== 'lift-ip-list' || !Number.isInteger(organizationId) || organizationId < 1) {
  process.stderr.write('Usage: DATABASE_URL=postgresql://… npm run organization -- lift-ip-list <id>\n');
  process.exit(78);
}
const database = openDatabase({ url, applicationName: 'organization', poolSize: 1 });
try {
  const lifted = await liftIpList(database, organizationId);
  const was = lifted.length === 0 ? 'there was no list' : `it was ${lifted.join(', ')}`;
  process.stdout.write(
    `Administration of organisation ${String(organizationId)} may come from anywhere; ${was}.\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await database.close();
}
