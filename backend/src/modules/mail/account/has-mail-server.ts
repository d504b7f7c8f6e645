import type { MailEnvironment } from '../../../platform/config/mail.js';
import type { Database } from '../../../platform/db/database.js';
import { createMailAccountRepository } from './mail-account.repository.js';

export interface MailServerDeps {
  readonly database: Database;
  readonly mail: MailEnvironment;
}

/** Whether letters of an organisation leave at all: by a server of its own, or by that of the installation. */
export async function hasMailServer(
  { database, mail }: MailServerDeps,
  organizationId: number,
): Promise<boolean> {
  if (mail.server) return true;
  return (await createMailAccountRepository(database.prisma).find(organizationId)) !== null;
}
