import type { Role } from '../../platform/access/permissions.js';
import type { Sql } from '../../platform/db/database.js';
import { notFound } from '../../platform/http/problem.js';
import type { EmploymentStatus } from './operators.rules.js';
import type { ChosenStatusWork, StatusWork } from './presence.rules.js';

export interface OperatorRow {
  readonly id: number;
  readonly accountId: number;
  readonly name: string;
  readonly login: string;
  readonly email: string | null;
  readonly role: Role;
  readonly city: string | null;
  readonly cities: string[];
  readonly status: EmploymentStatus;
  readonly statusWork: StatusWork;
  readonly statusWorkSince: Date;
  readonly statusWorkNext: ChosenStatusWork | null;
  readonly extension: string | null;
  readonly sipAddress: string | null;
  readonly masterId: number | null;
  readonly dateCreate: Date;
  readonly version: number;
}

/** Whose rows are reached: people who work for one of the cities, and oneself; `cities` null means everybody. */
export interface Reach {
  readonly organizationId: number;
  readonly operatorId: number;
  readonly cities: readonly string[] | null;
}

export interface OperatorFilter {
  readonly role?: Role | undefined;
  readonly status?: EmploymentStatus | undefined;
  readonly statusWork?: StatusWork | undefined;
  readonly city?: string | undefined;
  readonly search?: string | undefined;
  /** Search in names alone, and leave out people who have left. */
  readonly isBrief: boolean;
  readonly page: number;
  readonly limit: number;
}

const FROM = `
  FROM callcentre_operator o
  JOIN user_account a ON a.id = o.user_account_id
  LEFT JOIN master m ON m.operator_id = o.id
  CROSS JOIN LATERAL (
    SELECT ARRAY(SELECT c.name FROM callcentre_operator_city oc JOIN city c ON c.id = oc.city_id
                 WHERE oc.operator_id = o.id ORDER BY c.name) AS names
  ) cities`;

const FIELDS = `
  o.id, o.user_account_id AS "accountId", o.name, a.login, a.email, o.role, o.city, cities.names AS cities, o.status,
  o.status_work AS "statusWork", o.status_work_since AS "statusWorkSince", o.status_work_next AS "statusWorkNext",
  o.extension, o.sip_address AS "sipAddress", m.id AS "masterId", o.date_create AS "dateCreate", o.version`;

// Owners, admins, and operators and viewers without a list work for every city.
const REACHED = `
  o.organization_id = $1 AND ($3::text[] IS NULL OR o.id = $2 OR o.city = ANY ($3::text[]) OR cities.names && $3::text[]
    OR o.role IN ('owner', 'admin') OR (o.role IN ('operator', 'viewer') AND cities.names = '{}'))`;

const FILTERED = `
  ${REACHED}
  AND ($4::text IS NULL OR o.role = $4) AND ($5::text IS NULL OR o.status = $5) AND ($6::text IS NULL OR o.status_work = $6)
  AND ($7::text IS NULL OR o.city = $7 OR $7 = ANY (cities.names))
  AND ($8::text IS NULL OR strpos(lower(o.name), lower($8)) > 0
    OR (NOT $9::boolean AND strpos(lower(concat_ws(' ', a.login, a.email, o.extension, o.sip_address)), lower($8)) > 0))
  AND (NOT $9::boolean OR o.status <> 'inactive')`;

/** One page of people by name, and how many there are in all. */
export async function listOperators(
  sql: Sql,
  reach: Reach,
  filter: OperatorFilter,
): Promise<{ rows: OperatorRow[]; total: number }> {
  const {
    role = null,
    status = null,
    statusWork = null,
    city = null,
    search = null,
    isBrief,
    page,
    limit,
  } = filter;
  const values = [...reachOf(reach), role, status, statusWork, city, search, isBrief];
  const [rows, [counted]] = await Promise.all([
    sql.query<OperatorRow>({
      name: 'operators-page',
      text: `SELECT ${FIELDS} ${FROM} WHERE ${FILTERED} ORDER BY o.name, o.id LIMIT $10 OFFSET $11`,
      values: [...values, limit, (page - 1) * limit],
    }),
    sql.query<{ total: number }>({
      name: 'operators-total',
      text: `SELECT count(*)::int AS total ${FROM} WHERE ${FILTERED}`,
      values,
    }),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** A person within reach. */
export async function findOperator(sql: Sql, reach: Reach, operatorId: number): Promise<OperatorRow | null> {
  const [row] = await sql.query<OperatorRow>({
    name: 'operator-within-reach',
    text: `SELECT ${FIELDS} ${FROM} WHERE ${REACHED} AND o.id = $4`,
    values: [...reachOf(reach), operatorId],
  });
  return row ?? null;
}

/** A person of the organisation, whoever asks; also inside a transaction. @throws Problem `not_found`. */
export async function getOperatorById(
  sql: Sql,
  { organizationId, operatorId }: { organizationId: number; operatorId: number },
): Promise<OperatorRow> {
  const [row] = await sql.query<OperatorRow>({
    text: `SELECT ${FIELDS} ${FROM} WHERE o.organization_id = $1 AND o.id = $2`,
    values: [organizationId, operatorId],
  });
  if (!row) throw notFound(`operator ${String(operatorId)}`);
  return row;
}

const reachOf = ({ organizationId, operatorId, cities }: Reach): unknown[] => [
  organizationId,
  operatorId,
  cities,
];

/** What must be nobody else's. */
export interface Unique {
  readonly login?: string | undefined;
  readonly email?: string | null | undefined;
  readonly extension?: string | null | undefined;
  readonly sipAddress?: string | null | undefined;
}

/** Names of the fields whose value somebody else has already: logins and e-mails anywhere, the others in the organisation. */
export async function takenFields(
  sql: Sql,
  wanted: Unique,
  { organizationId, operatorId }: { organizationId: number; operatorId: number | null },
): Promise<string[]> {
  const { login = null, email = null, extension = null, sipAddress = null } = wanted;
  const [taken] = await sql.query<Record<string, boolean>>({
    name: 'operators-taken',
    text: `
      WITH others AS (SELECT * FROM callcentre_operator WHERE organization_id = $1 AND id IS DISTINCT FROM $2),
        accounts AS (SELECT * FROM user_account
                     WHERE id IS DISTINCT FROM (SELECT user_account_id FROM callcentre_operator WHERE id = $2))
      SELECT EXISTS (SELECT 1 FROM accounts WHERE lower(login) = lower($3)) AS login,
             EXISTS (SELECT 1 FROM accounts WHERE lower(email) = lower($4)) AS email,
             EXISTS (SELECT 1 FROM others WHERE extension = $5) AS extension,
             EXISTS (SELECT 1 FROM others WHERE lower(sip_address) = lower($6)) AS "sipAddress"`,
    values: [organizationId, operatorId, login, email, extension, sipAddress],
  });
  return Object.entries(taken ?? {}).flatMap(([field, isTaken]) => (isTaken ? [field] : []));
}
