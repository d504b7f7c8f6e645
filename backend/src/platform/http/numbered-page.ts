import { PAGE_QUERY, toPagination, type Page } from './operation.js';

/** Query fields of lists short enough to be paged by number alone. */
export const NUMBERED_PAGE_QUERY = { page: PAGE_QUERY.page, limit: PAGE_QUERY.limit };

export interface PageNumber {
  readonly page: number;
  readonly limit: number;
}

/** The answer of a list that has no cursor: its page tells by the total whether another follows. */
export function toNumberedPage<T>(rows: readonly T[], { page, limit }: PageNumber, total: number): Page<T> {
  const pagination = toPagination({ page, limit }, { total, nextCursor: null });
  return { data: [...rows], pagination: { ...pagination, hasNext: page * limit < total } };
}
