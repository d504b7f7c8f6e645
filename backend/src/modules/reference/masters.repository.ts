import { sqlOfDb, type Db, type Sql } from '../../platform/db/database.js';

export interface MasterCities {
  readonly organizationId: number;
  readonly masterId: number;
  readonly cityIds: readonly number[];
}

/** Makes the master's cities exactly these. */
export async function replaceMasterCities(
  sql: Sql,
  { organizationId, masterId, cityIds }: MasterCities,
): Promise<void> {
  await sql.query({ text: 'DELETE FROM master_city WHERE master_id = $1', values: [masterId] });
  await sql.query({
    text: `INSERT INTO master_city (organization_id, master_id, city_id)
           SELECT $1, $2, id::int FROM jsonb_array_elements_text($3::text::jsonb) AS ids (id)`,
    values: [organizationId, masterId, JSON.stringify(cityIds)],
  });
}

export interface Employment {
  readonly organizationId: number;
  readonly operatorId: number;
}

/** The master behind an employment of role master. */
export const createMasterLinks = (db: Db) => ({
  /** Ties an existing master to the employment in place of the one it has; nobody else may sign in as him. */
  tie: async (
    masterId: number,
    { organizationId, operatorId }: Employment,
  ): Promise<'tied' | 'taken' | 'absent'> => {
    const [master] = await db.$queryRaw<{ operatorId: number | null }[]>`
      SELECT operator_id AS "operatorId" FROM master
      WHERE organization_id = ${organizationId} AND id = ${masterId} FOR UPDATE`;
    if (!master) return 'absent';
    if (master.operatorId === operatorId) return 'tied';
    if (master.operatorId !== null) return 'taken';
    await untie(db, { organizationId, operatorId });
    await db.master.update({ where: { id: masterId }, data: { operatorId, version: { increment: 1 } } });
    return 'tied';
  },

  /** Makes the master of an employment unless it has one. */
  ensure: async (
    { organizationId, operatorId }: Employment,
    { name, cityIds }: { name: string; cityIds: readonly number[] },
  ): Promise<void> => {
    if ((await db.master.count({ where: { organizationId, operatorId } })) > 0) return;
    const { id: masterId } = await db.master.create({
      data: { organizationId, operatorId, name },
      select: { id: true },
    });
    await replaceMasterCities(sqlOfDb(db), { organizationId, masterId, cityIds });
  },

  /** Leaves the master as reference data that nobody signs in as. */
  untie: (employment: Employment) => untie(db, employment),
});

async function untie(db: Db, { organizationId, operatorId }: Employment): Promise<void> {
  await db.master.updateMany({
    where: { organizationId, operatorId },
    data: { operatorId: null, version: { increment: 1 } },
  });
}
