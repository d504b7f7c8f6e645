import type { Db, Sql } from '../../platform/db/database.js';

export interface Credentials {
  readonly apiKey?: string;
  readonly apiSaltSealed?: string;
}

export const createTelephonyRepository = (db: Db) => ({
  findAccount: (organizationId: number, id: number) =>
    db.telephonyAccount.findFirst({ where: { id, organizationId }, select: { id: true } }),

  saveCredentials: (id: number, credentials: Credentials) =>
    db.telephonyAccount.update({ where: { id }, data: credentials, select: { id: true } }),

  findPhone: (organizationId: number, id: number) => db.phone.findFirst({ where: { id, organizationId } }),
});

export interface NumberFacts {
  readonly organizationId: number;
  readonly number: string;
  readonly rk: string;
  readonly city: string;
  readonly avitoName: string | null;
}

/** Fills calls of a number that have neither campaign nor city; returns whose they are, one entry for each call. */
export const fillCallsOf = (
  sql: Sql,
  { organizationId, number, rk, city, avitoName }: NumberFacts,
): Promise<{ phoneClient: string | null }[]> =>
  sql.query({
    text: `UPDATE call SET rk = $3::text, city = $4::text, avito_name = coalesce(avito_name, $5::text), version = version + 1,
        updated_at = now()
      WHERE organization_id = $1::int AND phone_ats = $2::text AND rk IS NULL AND city IS NULL AND direction <> 'internal'
      RETURNING phone_client AS "phoneClient"`,
    values: [organizationId, number, rk, city, avitoName],
  });
