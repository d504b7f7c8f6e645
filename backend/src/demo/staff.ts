import type { Sql } from '../platform/db/database.js';
import { DEFAULT_LINES, employeeAt } from '../telephony-simulator/default-cast.js';
import { createRandom } from '../telephony-simulator/random.js';
import { makeName, type Direction } from './texts.js';

export interface DemoCity {
  readonly id: number;
  readonly name: string;
  readonly timezone: string;
  readonly slotCapacity: number;
  /** Share of the work. */
  readonly weight: number;
}

/** A company number and what it tells. */
export interface DemoLine {
  readonly number: string;
  readonly rk: string;
  readonly city: string;
  readonly avitoName: string | null;
}

export interface DemoOperator {
  readonly id: number;
  readonly extension: string;
  readonly sip: string;
  /** Share of the calls when on shift. */
  readonly weight: number;
}

export interface DemoMaster {
  readonly id: number;
  readonly city: string;
  readonly direction: Direction;
  /** His employment when he signs in himself. */
  readonly operatorId: number | null;
}

export interface Staff {
  readonly organizationId: number;
  readonly timeZone: string;
  readonly cities: readonly DemoCity[];
  readonly lines: readonly DemoLine[];
  readonly operators: readonly DemoOperator[];
  readonly managerId: number;
  readonly masters: readonly DemoMaster[];
}

const WEIGHTS: Readonly<Record<string, number>> = {
  Москва: 30,
  Саратов: 18,
  Омск: 12,
  Тольятти: 11,
  Пенза: 9,
  Ульяновск: 8,
  Ярославль: 7,
  Энгельс: 5,
};
const CAMPAIGNS = ['RK001', 'Авито', 'Листовка', 'Сайт', 'Газета'] as const;
const AVITO_NAMES = [
  'Мастер Алексей',
  'Ремонт у дома',
  'Владимир, частный мастер',
  'Сервис 24',
  'Домашний мастер',
];
const DIRECTIONS: readonly Direction[] = ['kp', 'bt', 'mnch'];
export const OPERATOR_COUNT = 12;
/** Masters who sign in themselves. */
const MASTER_ACCOUNTS = 4;
const STAFF_SEED = 12;

interface Employment {
  readonly login: string;
  readonly name: string;
  readonly role: 'operator' | 'manager' | 'viewer' | 'master';
  readonly city: string;
  readonly cities: readonly string[];
  readonly extension: string | null;
}

/** Adds the people, company numbers and masters of the demo to an organisation; run in one transaction. */
export async function createStaff(sql: Sql, organizationId: number, passwordHash: string): Promise<Staff> {
  const random = createRandom(STAFF_SEED);
  const { timeZone, cities } = await findGround(sql, organizationId);
  const lines = makeLines(cities);
  await insertLines(sql, organizationId, lines);
  const employments = makeEmployments(
    cities.map(({ name }) => name),
    { anybody: () => makeName(random).full, man: () => makeName(random, { womenShare: 0 }).full },
  );
  const ids = await employ(sql, { organizationId, passwordHash, employments });
  const operators = Array.from({ length: OPERATOR_COUNT }, (_, index) => ({
    ...employeeAt(String(101 + index)),
    id: idOf(ids, `operator${String(index + 1)}`),
    weight: 0.7 + 0.6 * random.next(),
  }));
  const accounts = employments
    .filter(({ role }) => role === 'master')
    .map(({ login, name }) => ({ operatorId: idOf(ids, login), name }));
  const masters = await insertMasters(sql, {
    organizationId,
    cities,
    accounts,
    makeMaster: () => makeName(random, { womenShare: 0 }).full,
  });
  return { organizationId, timeZone, cities, lines, operators, managerId: idOf(ids, 'manager'), masters };
}

function idOf(ids: ReadonlyMap<string, number>, login: string): number {
  const id = ids.get(login);
  if (id === undefined) throw new Error(`${login} has not been employed`);
  return id;
}

async function findGround(
  sql: Sql,
  organizationId: number,
): Promise<{ timeZone: string; cities: DemoCity[] }> {
  const [organization] = await sql.query<{ timezone: string }>({
    text: 'SELECT timezone FROM organization WHERE id = $1',
    values: [organizationId],
  });
  const rows = await sql.query<Omit<DemoCity, 'weight'>>({
    text: 'SELECT id, name, timezone, slot_capacity AS "slotCapacity" FROM city WHERE organization_id = $1 ORDER BY id',
    values: [organizationId],
  });
  if (!organization || rows.length === 0)
    throw new Error('There is no organisation with cities to play the demo in');
  return {
    timeZone: organization.timezone,
    cities: rows.map((row) => ({ ...row, weight: WEIGHTS[row.name] ?? 5 })),
  };
}

/** Two numbers a city, the campaigns in turn. */
function makeLines(cities: readonly DemoCity[]): DemoLine[] {
  return DEFAULT_LINES.map((digits, index) => {
    const rk = CAMPAIGNS[index % CAMPAIGNS.length] ?? CAMPAIGNS[0];
    const city = cities[Math.floor(index / 2) % cities.length]?.name ?? '';
    const avitoName = rk === 'Авито' ? (AVITO_NAMES[index % AVITO_NAMES.length] ?? null) : null;
    return { number: `+${digits}`, rk, city, avitoName };
  });
}

async function insertLines(sql: Sql, organizationId: number, lines: readonly DemoLine[]): Promise<void> {
  await sql.query({
    text: `INSERT INTO phone (organization_id, number, rk, city, avito_name)
      SELECT $1, number, rk, city, "avitoName" FROM jsonb_to_recordset($2::jsonb) AS r (number text, rk text, city text, "avitoName" text)
      ON CONFLICT (organization_id, number) DO NOTHING`,
    values: [organizationId, JSON.stringify(lines)],
  });
}

interface Naming {
  readonly anybody: () => string;
  readonly man: () => string;
}

function makeEmployments(cities: readonly string[], { anybody, man }: Naming): Employment[] {
  const cityAt = (index: number): string => cities[index % cities.length] ?? '';
  const numbered = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  return [
    ...numbered(OPERATOR_COUNT).map((index) => ({
      ...{ login: `operator${String(index + 1)}`, name: anybody(), role: 'operator' as const },
      ...{ city: cityAt(index), cities: [], extension: String(101 + index) },
    })),
    { login: 'manager', name: anybody(), role: 'manager', city: cityAt(0), cities, extension: null },
    { login: 'viewer', name: anybody(), role: 'viewer', city: cityAt(0), cities: [], extension: null },
    ...numbered(MASTER_ACCOUNTS).map((index) => ({
      ...{ login: `master${String(index + 1)}`, name: man(), role: 'master' as const },
      ...{ city: cityAt(index), cities: [cityAt(index)], extension: null },
    })),
  ];
}

interface Employing {
  readonly organizationId: number;
  readonly passwordHash: string;
  readonly employments: readonly Employment[];
}

/** Ids of the employments by login. */
async function employ(
  sql: Sql,
  { organizationId, passwordHash, employments }: Employing,
): Promise<Map<string, number>> {
  const rows = employments.map((one) => ({
    ...one,
    sip: one.extension === null ? null : employeeAt(one.extension).sip,
  }));
  const people = `jsonb_to_recordset($2::jsonb)
    AS r (login text, name text, role text, city text, cities text[], extension text, sip text)`;
  const employed = await sql.query<{ id: number; login: string }>({
    text: `WITH accounts AS (
        INSERT INTO user_account (login, password_hash) SELECT login, $3 FROM ${people} RETURNING id, login
      )
      INSERT INTO callcentre_operator (organization_id, user_account_id, name, role, city, extension, sip_address)
      SELECT $1, a.id, r.name, r.role, r.city, r.extension, r.sip FROM ${people} JOIN accounts a USING (login)
      RETURNING id, (SELECT login FROM accounts WHERE accounts.id = user_account_id)`,
    values: [organizationId, JSON.stringify(rows), passwordHash],
  });
  const ids = new Map(employed.map(({ id, login }) => [login, id]));
  await sql.query({
    text: `INSERT INTO callcentre_operator_city (organization_id, operator_id, city_id)
      SELECT $1, (ids.value)::int, c.id
      FROM ${people} JOIN jsonb_each_text($3::jsonb) ids (login, value) USING (login)
      JOIN city c ON c.organization_id = $1 AND c.name = ANY (r.cities)`,
    values: [organizationId, JSON.stringify(rows), JSON.stringify(Object.fromEntries(ids))],
  });
  return ids;
}

interface Account {
  readonly operatorId: number;
  readonly name: string;
}

interface Masters {
  readonly organizationId: number;
  readonly cities: readonly DemoCity[];
  readonly accounts: readonly Account[];
  readonly makeMaster: () => string;
}

/** One master per city and direction; the first ones sign in themselves. */
async function insertMasters(
  sql: Sql,
  { organizationId, cities, accounts, makeMaster }: Masters,
): Promise<DemoMaster[]> {
  const wanted = cities.flatMap((city, index) =>
    DIRECTIONS.map((direction) => {
      const account = direction === 'bt' ? accounts[index] : undefined;
      const name = account?.name ?? makeMaster();
      return { city: city.name, cityId: city.id, direction, name, operatorId: account?.operatorId ?? null };
    }),
  );
  const masters: DemoMaster[] = [];
  for (const { city, cityId, direction, name, operatorId } of wanted) {
    const [row] = await sql.query<{ id: number }>({
      text: `INSERT INTO master (organization_id, operator_id, name, phone, type_equipment) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      values: [
        organizationId,
        operatorId,
        name,
        `+7999300${String(masters.length).padStart(4, '0')}`,
        direction,
      ],
    });
    if (!row) throw new Error('A master was not made');
    await sql.query({
      text: 'INSERT INTO master_city (organization_id, master_id, city_id) VALUES ($1, $2, $3)',
      values: [organizationId, row.id, cityId],
    });
    masters.push({ id: row.id, city, direction, operatorId });
  }
  return masters;
}

/** Whether an operator works on a day: five days on, two off, not all at once. */
export function isOnShift(operatorIndex: number, day: string): boolean {
  const dayNumber = Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
  return (dayNumber + operatorIndex * 3) % 7 < 5;
}
