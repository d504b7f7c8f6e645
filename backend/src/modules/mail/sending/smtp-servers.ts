import type { SecretBox } from '../../../platform/crypto/secret-box.js';
import type { MailEnvironment, SmtpSecurity, SmtpServer } from '../../../platform/config/mail.js';
import type { Sql } from '../../../platform/db/database.js';

/** The server that carries a letter, and whether an organisation named it: such a one may not lead into the installation's network. */
export interface ChosenServer extends SmtpServer {
  readonly isOfOrganization: boolean;
}

export interface Carried {
  readonly organizationId: number | null;
  readonly accountId: number | null;
}

export interface SmtpServers {
  /**
   * Letters of an organisation go by its own server, else by the installation's. Letters of an account go by the installation's; without
   * one, by that of the only organisation that employs the person: who runs a server reads what it carries, and two organisations must
   * not read each other's links.
   */
  serverOf(letter: Carried): Promise<ChosenServer | null>;
  ofOrganization(organizationId: number): Promise<ChosenServer | null>;
}

interface AccountRow {
  readonly host: string;
  readonly port: number;
  readonly security: SmtpSecurity;
  readonly username: string | null;
  readonly passwordSealed: string | null;
  readonly fromAddress: string;
  readonly fromName: string | null;
}

const FIELDS = `m.host, m.port, m.security, m.username, m.password_sealed AS "passwordSealed",
  m.from_address AS "fromAddress", m.from_name AS "fromName"`;

export function createSmtpServers({
  sql,
  secretBox,
  mail,
}: {
  readonly sql: Sql;
  readonly secretBox: SecretBox;
  readonly mail: MailEnvironment;
}): SmtpServers {
  const installation = mail.server && { ...mail.server, isOfOrganization: false };
  const first = async (text: string, value: number): Promise<ChosenServer | null> => {
    const [row] = await sql.query<AccountRow>({ text, values: [value] });
    return row ? toServer(secretBox, row) : null;
  };
  const ofOrganization = (organizationId: number) =>
    first(`SELECT ${FIELDS} FROM mail_account m WHERE m.organization_id = $1`, organizationId);
  const ofOnlyEmployer = (accountId: number) =>
    first(
      `SELECT ${FIELDS} FROM mail_account m
       WHERE m.organization_id = (SELECT CASE WHEN count(DISTINCT o.organization_id) = 1 THEN min(o.organization_id) END
                                  FROM callcentre_operator o WHERE o.user_account_id = $1)
         AND NOT (SELECT a.is_super_admin FROM user_account a WHERE a.id = $1)`,
      accountId,
    );
  return {
    ofOrganization,
    serverOf: async ({ organizationId, accountId }) => {
      if (organizationId !== null) return (await ofOrganization(organizationId)) ?? installation;
      if (installation || accountId === null) return installation;
      return ofOnlyEmployer(accountId);
    },
  };
}

const toServer = (secretBox: SecretBox, row: AccountRow): ChosenServer => ({
  host: row.host,
  port: row.port,
  security: row.security,
  username: row.username,
  password: row.passwordSealed === null ? null : secretBox.open(row.passwordSealed),
  from: { address: row.fromAddress, name: row.fromName },
  isOfOrganization: true,
});
