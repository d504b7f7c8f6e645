import type pg from 'pg';

/** Every object of the schema as one line of text, so that two databases can be compared as two sets. */
const CATALOGUE = `
WITH rel AS (
  SELECT c.oid, c.relname, c.relkind, c.relrowsecurity
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relname NOT LIKE '\\_prisma\\_%'
)
SELECT format('column %s.%s %s%s%s default %s', r.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
    CASE WHEN a.attidentity <> '' THEN ' identity ' || a.attidentity::text
         WHEN a.attgenerated <> '' THEN ' generated ' || a.attgenerated::text ELSE '' END,
    pg_get_expr(d.adbin, d.adrelid)) AS line
  FROM pg_attribute a JOIN rel r ON r.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attnum > 0 AND NOT a.attisdropped AND r.relkind IN ('r', 'p')
UNION ALL SELECT format('constraint %s.%s %s', r.relname, k.conname, pg_get_constraintdef(k.oid))
  FROM pg_constraint k JOIN rel r ON r.oid = k.conrelid
UNION ALL SELECT 'index ' || pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN rel r ON r.oid = i.indrelid
UNION ALL SELECT 'trigger ' || pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
  FROM pg_trigger t JOIN rel r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal
UNION ALL SELECT format('policy %s.%s %s %s %s', r.relname, p.polname, p.polcmd,
    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
  FROM pg_policy p JOIN rel r ON r.oid = p.polrelid
UNION ALL SELECT format('rls %s', relname) FROM rel WHERE relrowsecurity
UNION ALL SELECT format('view %s %s', relname, pg_get_viewdef(oid)) FROM rel WHERE relkind IN ('v', 'm')
UNION ALL SELECT 'function ' || pg_get_functiondef(f.oid)
  FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace
  WHERE n.nspname = 'public' AND f.prokind IN ('f', 'p')
    AND NOT EXISTS (SELECT 1 FROM pg_depend x WHERE x.objid = f.oid AND x.deptype = 'e')
UNION ALL SELECT format('enum %s %s', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder))
  FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname
UNION ALL SELECT 'extension ' || extname FROM pg_extension`;

async function readCatalogue(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ line: string }>(CATALOGUE);
  return new Set(rows.map((row) => row.line));
}

export interface CatalogueDrift {
  /** Objects the migrations make and the live database lacks. */
  readonly missing: string[];
  /** Objects of the live database that no migration makes. */
  readonly extra: string[];
}

/**
 * Compares two databases including what Prisma's own diff does not see: CHECK constraints, partial indexes, triggers,
 * functions, policies and views.
 */
export async function compareCatalogues(expected: pg.Client, live: pg.Client): Promise<CatalogueDrift> {
  const [wanted, found] = await Promise.all([readCatalogue(expected), readCatalogue(live)]);
  return {
    missing: [...wanted].filter((line) => !found.has(line)),
    extra: [...found].filter((line) => !wanted.has(line)),
  };
}
