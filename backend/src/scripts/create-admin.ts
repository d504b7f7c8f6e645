// Makes an owner for the first organisation: `npm run create-admin -- <login> [password]`; without a password one is made and printed.
import { createPasswords, generatePassword } from '../modules/identity/index.js';
import { openDatabase } from '../platform/db/database.js';
import { assertOwnerPassword, createOwner, findFirstOrganization } from './owner.js';

const [login, givenPassword] = process.argv.slice(2);
const url = process.env['DATABASE_URL'];
if (!url || !login) {
  process.stderr.write('Usage: DATABASE_URL=postgresql://… npm run create-admin -- <login> [password]\n');
  process.exit(78);
}
const database = openDatabase({ url, applicationName: 'create-admin', poolSize: 1, rowScope: 'all' });
const password = givenPassword ?? generatePassword();
try {
  const organizationId = await findFirstOrganization(database);
  const owner = { organizationId, login, password, kind: 'given' as const };
  await assertOwnerPassword(database, owner);
  await createOwner(database, createPasswords(), owner);
  process.stdout.write(
    `Owner ${login} is made.${givenPassword === undefined ? ` Password: ${password}` : ''} It serves for 72 hours, until the first sign-in.\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await database.close();
}
