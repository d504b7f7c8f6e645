import type { Actor } from '../../platform/access/actor.js';
import { areaKey } from '../../platform/cache/cache.js';
import { toNumberedPage, type PageNumber } from '../../platform/http/numbered-page.js';
import type { Page } from '../../platform/http/operation.js';
import { notFound } from '../../platform/http/problem.js';
import { createReferenceRepository } from './reference.repository.js';
import type { ReferenceDeps, Resource, Stored } from './resource.js';

const SECONDS_KEPT = 300;

export interface ReferenceReads<Row, Query> {
  /** One page in the list's order, of the rows in the caller's scope. */
  list(actor: Actor, query: Query): Promise<Page<Row>>;
  /** @throws Problem `not_found`. */
  get(actor: Actor, id: number): Promise<Row>;
}

/** Reads of one reference list. It is read whole and kept five minutes, until a change in any process. */
export function createReferenceService<Row extends Stored, Query extends PageNumber, Draft, Changes>(
  { cache, database }: ReferenceDeps,
  resource: Resource<Row, Query, Draft, Changes>,
): ReferenceReads<Row, Query> {
  const { noun, table, order, isVisible = () => true, present = (row) => row } = resource;

  const allOf = (organizationId: number): Promise<Row[]> =>
    cache.cached(`${areaKey('reference', organizationId)}${noun}`, SECONDS_KEPT, async () =>
      (await createReferenceRepository<Row>(database.sql, table).list(organizationId)).sort(order),
    );
  const visibleTo = async (actor: Actor): Promise<Row[]> =>
    (await allOf(actor.organizationId))
      .filter((row) => isVisible(row, actor))
      .map((row) => present(row, actor));

  return {
    list: async (actor, query) => {
      const rows = (await visibleTo(actor)).filter((row) => resource.matches(row, query));
      const start = (query.page - 1) * query.limit;
      return toNumberedPage(rows.slice(start, start + query.limit), query, rows.length);
    },
    get: async (actor, id) => {
      const row = (await visibleTo(actor)).find((candidate) => candidate.id === id);
      if (!row) throw notFound(`${noun} ${String(id)}`);
      return row;
    },
  };
}
