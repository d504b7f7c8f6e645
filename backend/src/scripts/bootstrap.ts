import { createPasswords, generatePassword } from '../modules/identity/index.js';
import { createSecretBox } from '../platform/crypto/secret-box.js';
import { openDatabase, type Database } from '../platform/db/database.js';
import { migrateJobs } from '../platform/jobs/jobs.js';
import { createOwner, findFirstOrganization } from './owner.js';

export interface BootstrapOptions {
  readonly databaseUrl: string;
  readonly adminLogin: string;
  /** Made when absent. */
  readonly adminPassword?: string;
  readonly mango: { readonly apiKey: string; readonly apiSalt: string };
  /** Base64 of 32 bytes. */
  readonly secretsKey: string;
}

export interface BootstrapResult {
  /** The first admin, when this call made one; the password is known here and nowhere else. */
  readonly createdAdmin: { readonly login: string; readonly password: string } | null;
}

/** What a migrated database needs before the first request: tables of jobs, an organisation, its telephony, an owner. Safe to repeat. */
export async function bootstrap(options: BootstrapOptions): Promise<BootstrapResult> {
  await migrateJobs(options.databaseUrl);
  const database = openDatabase({
    url: options.databaseUrl,
    applicationName: 'bootstrap',
    poolSize: 2,
    rowScope: 'all',
  });
  try {
    const organizationId = await findFirstOrganization(database);
    await ensureTelephony(database, organizationId, options);
    const hasPeople = await database.prisma.operator.findFirst({
      where: { organizationId, role: 'owner' },
      select: { id: true },
    });
    if (hasPeople) return { createdAdmin: null };
    const { adminPassword } = options;
    const admin = { login: options.adminLogin, password: adminPassword ?? generatePassword() };
    // Whoever wrote a password into the configuration has chosen it.
    const kind = adminPassword === undefined ? 'printed' : 'own';
    await createOwner(database, createPasswords(), { organizationId, ...admin, kind });
    return { createdAdmin: admin };
  } finally {
    await database.close();
  }
}

async function ensureTelephony(
  { prisma }: Database,
  organizationId: number,
  { mango, secretsKey }: BootstrapOptions,
): Promise<void> {
  const known = await prisma.telephonyAccount.findFirst({
    where: { organizationId, provider: 'mango' },
    select: { id: true },
  });
  if (known) return;
  const box = createSecretBox(Buffer.from(secretsKey, 'base64'));
  await prisma.telephonyAccount.create({
    data: { organizationId, provider: 'mango', apiKey: mango.apiKey, apiSaltSealed: box.seal(mango.apiSalt) },
  });
}
