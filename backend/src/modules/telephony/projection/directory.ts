import type { Sql } from '../../../platform/db/database.js';
import { normaliseSipAddress } from '../../../platform/phone.js';
import type { OperatorRef } from '../mango/index.js';

/** Who stands behind the extensions and SIP addresses of telephony, whatever his presence, status or city. */
export interface Directory {
  /** Id of the employment; null when no row matches. By extension, else by SIP address. */
  operatorIdOf(ref: OperatorRef | null): number | null;
  readonly extensions: ReadonlySet<string>;
}

interface Row {
  readonly id: number;
  readonly extension: string | null;
  readonly sipAddress: string | null;
}

export async function loadDirectory(sql: Sql, organizationId: number): Promise<Directory> {
  const rows = await sql.query<Row>({
    name: 'telephony-directory',
    text: `SELECT id, extension, sip_address AS "sipAddress" FROM callcentre_operator
      WHERE organization_id = $1 AND (extension IS NOT NULL OR sip_address IS NOT NULL)`,
    values: [organizationId],
  });
  return createDirectory(rows);
}

export function createDirectory(rows: readonly Row[]): Directory {
  const byExtension = new Map(
    rows.flatMap(({ id, extension }) => (extension === null ? [] : [[extension, id] as const])),
  );
  const bySip = new Map(
    rows.flatMap(({ id, sipAddress }) => {
      const address = sipAddress === null ? null : normaliseSipAddress(sipAddress);
      return address === null ? [] : [[address, id] as const];
    }),
  );
  return {
    operatorIdOf: (ref) => {
      if (ref === null) return null;
      const found = ref.extension === null ? undefined : byExtension.get(ref.extension);
      if (found !== undefined) return found;
      const address = ref.sip === null ? null : normaliseSipAddress(ref.sip);
      return (address === null ? undefined : bySip.get(address)) ?? null;
    },
    extensions: new Set(byExtension.keys()),
  };
}

/** What a company number tells of a call to it. */
export interface LineFacts {
  readonly rk: string;
  readonly city: string;
  readonly avitoName: string | null;
}

/** Campaign, city and marketplace account of the company numbers that are known. */
export async function findLines(
  sql: Sql,
  organizationId: number,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, LineFacts>> {
  if (numbers.length === 0) return new Map();
  const rows = await sql.query<LineFacts & { number: string }>({
    name: 'telephony-lines',
    text: `SELECT number, rk, city, avito_name AS "avitoName" FROM phone
      WHERE organization_id = $1 AND number = ANY ($2::text[])`,
    values: [organizationId, numbers],
  });
  return new Map(rows.map(({ number, ...line }) => [number, line]));
}

/** By how much the clock of the organisation's telephony runs ahead of UTC, in seconds. */
export async function loadClockOffset(sql: Sql, organizationId: number): Promise<number> {
  const [account] = await sql.query<{ seconds: number }>({
    name: 'telephony-clock-offset',
    text: `SELECT clock_offset_seconds AS seconds FROM telephony_account
      WHERE organization_id = $1 AND provider = 'mango' ORDER BY id LIMIT 1`,
    values: [organizationId],
  });
  return account?.seconds ?? 0;
}
