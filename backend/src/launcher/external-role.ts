import pg from 'pg';
import { describeUrl, explainConnectionError } from './external-database.js';
import { misconfigured } from './start-failure.js';

/** What a role could do that the product never does, and what its searches lack. */
export interface RoleFacts {
  readonly isSuperuser: boolean;
  readonly ignoresRowSecurity: boolean;
  readonly mayCreate: boolean;
  readonly ownsTables: boolean;
  /** Whether searches use their indexes under row level security. */
  readonly searchesFast: boolean;
}

const FACTS = `
SELECT r.rolsuper AS "isSuperuser",
       r.rolbypassrls AS "ignoresRowSecurity",
       has_schema_privilege('public', 'CREATE') OR has_database_privilege(current_database(), 'CREATE') AS "mayCreate",
       EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
               AND pg_has_role(c.relowner, 'MEMBER')) AS "ownsTables",
       (SELECT bool_and(proleakproof) FROM pg_proc WHERE oid IN ('reverse(text)'::regprocedure, 'lower(text)'::regprocedure,
         'textcat(text,text)'::regprocedure, 'textlike(text,text)'::regprocedure)) AS "searchesFast"
FROM pg_roles r WHERE r.rolname = current_user`;

const SEE = 'see "Two roles in the database" in docs/operations.md';

/** What only the owner of the database should be able to do; null when the role cannot. */
function powerOf({ isSuperuser, ignoresRowSecurity, mayCreate, ownsTables }: RoleFacts): string | null {
  if (isSuperuser) return 'is a superuser';
  if (ignoresRowSecurity) return 'has BYPASSRLS';
  if (ownsTables) return 'owns tables, or is a member of the role that does';
  return mayCreate ? 'may create tables' : null;
}

interface Judgement {
  readonly refusal: string | null;
  readonly warnings: readonly string[];
}

/** What is to be said of the role of `DATABASE_URL`; `isSplit` means that another role owns the tables. */
export function judgeRole(facts: RoleFacts, isSplit: boolean): Judgement {
  if (!isSplit) {
    const what = facts.isSuperuser ? 'a superuser' : 'the owner of its tables';
    const warning = `DATABASE_URL names ${what}: rules of the database hold nothing back from it; ${SEE}.`;
    return { refusal: null, warnings: [warning] };
  }
  const power = powerOf(facts);
  if (power !== null)
    return { refusal: `its role ${power}, which only that of DATABASE_OWNER_URL may`, warnings: [] };
  const slow = `Searches will be slow: a superuser has to mark four functions of the database; ${SEE}.`;
  return { refusal: null, warnings: facts.searchesFast ? [] : [slow] };
}

/** Warnings about the role of `DATABASE_URL`. @throws {StartFailure} when it may more than it should. */
export async function checkApplicationRole(url: string, isSplit: boolean): Promise<readonly string[]> {
  const facts = await readFacts(url).catch((error: unknown) => {
    throw explainConnectionError(url, error);
  });
  const { refusal, warnings } = judgeRole(facts, isSplit);
  if (refusal !== null)
    throw misconfigured(`DATABASE_URL (${describeUrl(url)}) cannot be used: ${refusal}; ${SEE}.`);
  return warnings;
}

async function readFacts(url: string): Promise<RoleFacts> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<RoleFacts>(FACTS);
    const [facts] = rows;
    if (!facts) throw new Error('the server does not answer like PostgreSQL');
    return facts;
  } finally {
    await client.end().catch(() => undefined);
  }
}
