import type { Actor } from '../../platform/access/actor.js';
import type { Database } from '../../platform/db/database.js';
import { asSystem } from '../../platform/db/row-scope.js';
import { toPagination, type Page } from '../../platform/http/operation.js';
import { notFound } from '../../platform/http/problem.js';
import type { Logger } from '../../platform/logging/logger.js';
import { recordAudit } from './audit.repository.js';
import type { AuditEntryView, VerificationView } from './audit.contract.js';
import { readCursor, writeCursor } from './audit-cursor.js';
import { everythingOf, toAuditFilter, type AuditFilterQuery } from './audit-filter.js';
import { countRows, listRows, MOST_COUNTED } from './audit-list.queries.js';
import { toAuditEntry, toVerification } from './audit.presenter.js';
import { findHead, sumUnsealed } from './chain.queries.js';
import type { HeadFile } from './head-file.js';
import { createVerificationRepository, type Verifier } from './verification.repository.js';
import { verifyChain, type Verdict } from './verify-chain.js';

export interface AuditServiceDeps {
  readonly database: Database;
  readonly heads: HeadFile;
  readonly logger: Logger;
}

/** Rows that a person may have walked while he waits. */
export const MOST_WALKED = 100_000;

export type AuditQuery = AuditFilterQuery & { readonly limit: number; readonly cursor?: string };
export type AuditService = ReturnType<typeof createAuditService>;

export function createAuditService(deps: AuditServiceDeps) {
  const { database, heads } = deps;
  return {
    list: (actor: Actor, query: AuditQuery) => list(database, actor, query),

    /** @throws Problem `not_found`. */
    get: async ({ organizationId }: Actor, id: number): Promise<AuditEntryView> => {
      const filter = { ...everythingOf(organizationId), id };
      const [row] = await listRows(database.sql, filter, { before: null, limit: 1 });
      if (!row) throw notFound('Row of the log');
      return toAuditEntry(row);
    },

    chain: async ({ organizationId }: Actor) => {
      const [head, waiting, written, latest] = await Promise.all([
        headOf(database),
        sumUnsealed(database.sql, organizationId),
        heads.read(),
        createVerificationRepository(database.prisma).findLatest(organizationId),
      ]);
      const note = written.at(-1);
      return {
        sealedUpTo: head?.sealNo ?? null,
        ...waiting,
        headWrittenAt: note ? new Date(note.at) : null,
        lastVerification: latest && toVerification(latest),
      };
    },

    /** Walks the newest stretch of the chain. */
    verify: async ({ organizationId, operatorId }: Actor): Promise<VerificationView> => {
      const head = await headOf(database);
      const after = Math.max(0, (head?.sealNo ?? 0) - MOST_WALKED);
      const verdict = await walk(deps, after);
      return database.inTransaction(async (db) => {
        await recordAudit(db, {
          action: 'audit.verify',
          objectType: 'audit',
          objectId: null,
          outcome: verdict.fault ? 'failure' : 'success',
          fields: { lastSealNo: { after: verdict.lastSealNo } },
        });
        const verifier = { organizationId, operatorId };
        return toVerification(await createVerificationRepository(db).insert(verifier, verdict));
      });
    },

    /** Walks the whole chain, for everybody; what it found is kept for the page of the log. */
    verifyWhole: async (): Promise<void> => {
      await createVerificationRepository(database.prisma).insert(NOBODY, await walk(deps, 0));
    },
  };
}

// The chain goes through the rows of all organisations.
const headOf = ({ sql }: Database) => asSystem(() => findHead(sql));

const NOBODY: Verifier = { organizationId: null, operatorId: null };

async function walk({ database, heads, logger }: AuditServiceDeps, after: number): Promise<Verdict> {
  const written = await heads.read();
  const verdict = await asSystem(() => verifyChain(database.sql, { heads: written, after }));
  if (verdict.fault) logger.error('audit chain is broken, run audit:verify', { ...verdict.fault });
  return verdict;
}

async function list({ sql }: Database, actor: Actor, query: AuditQuery): Promise<Page<AuditEntryView>> {
  const { limit, cursor } = query;
  const filter = toAuditFilter(actor, query);
  const before = cursor === undefined ? null : readCursor(cursor);
  const [rows, counted] = await Promise.all([
    listRows(sql, filter, { before, limit: limit + 1 }),
    countRows(sql, filter),
  ]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const totals = {
    total: Math.min(counted, MOST_COUNTED),
    totalExact: counted <= MOST_COUNTED,
    nextCursor: last ? writeCursor({ at: last.at.getTime(), id: last.id }) : null,
  };
  const pagination = toPagination({ page: 1, limit }, totals);
  return { data: shown.map(toAuditEntry), pagination: { ...pagination, hasPrev: before !== null } };
}
