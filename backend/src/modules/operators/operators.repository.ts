import type { Db } from '../../platform/db/database.js';
import type { PasswordColumns } from '../identity/index.js';

export interface NewOperator {
  readonly organizationId: number;
  readonly userAccountId: number;
  readonly name: string;
  readonly role: string;
  readonly city: string;
  readonly status: string;
  readonly extension: string | null;
  readonly sipAddress: string | null;
}

export interface NewAccount extends PasswordColumns {
  readonly login: string;
}

export interface OperatorKey {
  readonly organizationId: number;
  readonly operatorId: number;
}

/** Undefined keeps a column, null clears it. */
type Columns<T> = { readonly [K in keyof T]?: T[K] | undefined };

export const createOperatorsRepository = (db: Db) => ({
  insertAccount: async (account: NewAccount): Promise<number> => {
    const { id } = await db.userAccount.create({ data: account, select: { id: true } });
    return id;
  },

  insert: async (operator: NewOperator): Promise<number> => {
    const { id } = await db.operator.create({ data: operator, select: { id: true } });
    return id;
  },

  /** Makes the cities of the scope exactly these. */
  replaceCities: async (
    { organizationId, operatorId }: OperatorKey,
    cityIds: readonly number[],
  ): Promise<void> => {
    await db.operatorCity.deleteMany({ where: { organizationId, operatorId } });
    await db.operatorCity.createMany({
      data: cityIds.map((cityId) => ({ organizationId, operatorId, cityId })),
    });
  },

  /** Changes of owners happen one after another, so that two owners cannot send each other away. */
  lockOwners: async (organizationId: number): Promise<void> => {
    await db.$queryRaw`SELECT 1 AS one FROM organization WHERE id = ${organizationId} FOR NO KEY UPDATE`;
  },

  /** Holds the row until the transaction ends: nobody changes it, and no call or order begins to refer to it. */
  lock: async ({ organizationId, operatorId }: OperatorKey): Promise<void> => {
    await db.$queryRaw`
      SELECT 1 AS one FROM callcentre_operator WHERE organization_id = ${organizationId} AND id = ${operatorId} FOR UPDATE`;
  },

  hasOtherActiveOwner: async ({ organizationId, operatorId }: OperatorKey): Promise<boolean> =>
    (await db.operator.count({
      where: { organizationId, role: 'owner', status: 'active', id: { not: operatorId } },
    })) > 0,

  /** Moves the version on as well; the row must be locked. */
  update: async ({ operatorId }: OperatorKey, columns: Columns<NewOperator>): Promise<void> => {
    await db.operator.update({
      where: { id: operatorId },
      data: { ...defined(columns), version: { increment: 1 } },
    });
  },

  updateAccount: async (accountId: number, columns: Columns<NewAccount>): Promise<void> => {
    const data = defined(columns);
    if (Object.keys(data).length > 0) await db.userAccount.update({ where: { id: accountId }, data });
  },

  /** Whether calls, orders, working time or sessions tell of the person, so that the row has to stay. */
  hasHistory: (key: OperatorKey): Promise<boolean> => hasHistory(db, key),

  /** Removes the employment, and the account unless it is employed elsewhere too. */
  remove: async ({ operatorId }: OperatorKey, accountId: number): Promise<void> => {
    await db.operator.delete({ where: { id: operatorId } });
    await db.userAccount.deleteMany({ where: { id: accountId, employments: { none: {} } } });
  },
});

async function hasHistory(db: Db, { organizationId, operatorId }: OperatorKey): Promise<boolean> {
  const [found] = await db.$queryRaw<{ has: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM session WHERE operator_id = ${operatorId})
          OR EXISTS (SELECT 1 FROM api_key WHERE operator_id = ${operatorId})
          OR EXISTS (SELECT 1 FROM work_status_log WHERE organization_id = ${organizationId} AND operator_id = ${operatorId})
          OR EXISTS (SELECT 1 FROM "order" WHERE organization_id = ${organizationId} AND operator_name_id = ${operatorId})
          OR EXISTS (SELECT 1 FROM "order" r JOIN master m ON m.id = r.master_id AND m.operator_id = ${operatorId}
                     WHERE r.organization_id = ${organizationId})
          OR EXISTS (SELECT 1 FROM call WHERE organization_id = ${organizationId} AND operator_id = ${operatorId})
          OR EXISTS (SELECT 1 FROM call WHERE organization_id = ${organizationId}
                     AND (final_operator_id = ${operatorId} OR ${operatorId} = ANY (missed_by)))
          OR EXISTS (SELECT 1 FROM mango WHERE organization_id = ${organizationId} AND operator_id = ${operatorId})
          OR EXISTS (SELECT 1 FROM order_history WHERE organization_id = ${organizationId} AND operator_id = ${operatorId}) AS has`;
  return found?.has ?? true;
}

const defined = <T extends object>(columns: T) =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
