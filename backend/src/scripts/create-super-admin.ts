// Lets a login look after all organisations: `npm run create-super-admin -- --login <login> [--remove]`.
import { parseArgs } from 'node:util';
import { createPasswords } from '../modules/identity/index.js';
import { openDatabase } from '../platform/db/database.js';
import { makeSuperAdmin, unmakeSuperAdmin } from './super-admin.js';

const USAGE = 'Usage: DATABASE_URL=postgresql://… npm run create-super-admin -- --login <login> [--remove]\n';

const options = { login: { type: 'string' }, remove: { type: 'boolean' } } as const;
const { login, remove = false } = parseArgs({ options, strict: false }).values;
const url = process.env['DATABASE_URL'];
if (!url || typeof login !== 'string') {
  process.stderr.write(USAGE);
  process.exit(78);
}
const database = openDatabase({ url, applicationName: 'create-super-admin', poolSize: 1 });
try {
  if (remove) {
    await unmakeSuperAdmin(database, login);
    process.stdout.write(`${login} looks after its own organisation alone now.\n`);
  } else {
    const made = await makeSuperAdmin(database, createPasswords(), login);
    const password =
      made.password === null
        ? ''
        : ` Password: ${made.password} It serves for 72 hours, until the first sign-in.`;
    process.stdout.write(`${made.login} looks after all organisations.${password}\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await database.close();
}
