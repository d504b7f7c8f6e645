import type { Permission } from '../access/permissions.js';
import {
  array,
  boolean,
  integer,
  nullable,
  object,
  oneOf,
  optional,
  type Fields,
  type Schema,
} from './schema.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who may call: anybody, anybody signed in, those who have one of the permissions, or who looks after all organisations. */
export type Access = 'public' | 'signed-in' | 'super-admin' | Permission | readonly Permission[];

/** A wall around what is costly or worth copying: so many times an hour of one person or key. Operations of one name share it. */
export interface HourlyLimit {
  readonly name: 'recordings' | 'exports';
  readonly perHour: number;
}

/**
 * Where the caller must have proven within ten minutes that it is he, else 403 `step_up_required`: always (`recent`), or when the body
 * has one of these fields, or when it changes one of them, which the operation finds out itself.
 */
export type Proof =
  'recent' | { readonly whenGiven: readonly string[] } | { readonly whenChanged: readonly string[] };

/**
 * What success looks like.
 * - `data`: `{success, data}`; `page`: `{success, data: [...], pagination}`; `plain`: `{success, ...fields}`; `empty`: 204, or 202 for what is done later;
 * - `raw`: the handler writes the answer itself (streams, files, documents);
 * - `redirect`: the handler returns the address a browser is sent to.
 */
export type Success<R> =
  | { readonly kind: 'data'; readonly status: 200 | 201; readonly schema: Schema<R> }
  | { readonly kind: 'page'; readonly status: 200; readonly schema: Schema<R> }
  | { readonly kind: 'plain'; readonly status: 200; readonly schema: Schema<R> }
  | { readonly kind: 'empty'; readonly status: 202 | 204 }
  | { readonly kind: 'redirect'; readonly status: 303; readonly description: string }
  | {
      readonly kind: 'raw';
      readonly status: 200;
      readonly contentType: string;
      readonly description: string;
    };

/** One operation of the API: from this value come validation, the handler's types and the OpenAPI operation. */
export interface Operation<P extends Fields, Q extends Fields, B extends Fields, R> {
  readonly id: string;
  readonly method: Method;
  /** Express path below `/api`. */
  readonly path: string;
  readonly access: Access;
  readonly proof?: Proof;
  /** Open also to a person who has yet to choose a password of his own. */
  readonly beforeOwnPassword?: true;
  /** Open also to a person who has yet to set up the second factor that his role must have. */
  readonly beforeSecondFactor?: true;
  /** Whether a key may call it; unless said otherwise, what asks for a permission and for no fresh proof. */
  readonly keys?: boolean;
  readonly hourlyLimit?: HourlyLimit;
  /** The answer holds a secret that is shown once: it is not kept for a repeated `Idempotency-Key`, who is told 409 `already_exists`. */
  readonly hasSecretAnswer?: boolean;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params: P;
  readonly query: Q;
  /** The address is written by others, such as a provider that sends a browser back: names unknown here are let through unread. */
  readonly takesForeignQuery?: true;
  readonly body: B;
  readonly success: Success<R>;
  /** Path of what was created, for the `Location` header of 201. */
  readonly location?: (result: R) => string;
}

interface Spec<P extends Fields, Q extends Fields, B extends Fields, R> {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly access: Access;
  readonly proof?: Proof;
  readonly beforeOwnPassword?: true;
  readonly beforeSecondFactor?: true;
  readonly keys?: boolean;
  readonly hourlyLimit?: HourlyLimit;
  readonly hasSecretAnswer?: boolean;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  readonly query?: Q;
  readonly takesForeignQuery?: true;
  readonly body?: B;
  readonly success: Success<R>;
  readonly location?: (result: R) => string;
}

type None = Record<string, never>;
export type AnyOperation = Operation<Fields, Fields, Fields, unknown>;

export function operation<R, P extends Fields = None, Q extends Fields = None, B extends Fields = None>(
  spec: Spec<P, Q, B, R>,
): Operation<P, Q, B, R> {
  return {
    ...spec,
    params: spec.params ?? ({} as P),
    query: spec.query ?? ({} as Q),
    body: spec.body ?? ({} as B),
  };
}

export const data = <R>(schema: Schema<R>): Success<R> => ({ kind: 'data', status: 200, schema });
export const created = <R>(schema: Schema<R>): Success<R> => ({ kind: 'data', status: 201, schema });
export const plain = <R>(schema: Schema<R>): Success<R> => ({ kind: 'plain', status: 200, schema });
export const empty = (): Success<void> => ({ kind: 'empty', status: 204 });
/** Taken on, to be done later: says nothing of the outcome. */
export const accepted = (): Success<void> => ({ kind: 'empty', status: 202 });
export const redirect = (description: string): Success<string> => ({
  kind: 'redirect',
  status: 303,
  description,
});
export const raw = (contentType: string, description: string): Success<void> => ({
  kind: 'raw',
  status: 200,
  contentType,
  description,
});

export const PAGINATION = object(
  {
    page: integer({ minimum: 1 }),
    limit: integer({ minimum: 1 }),
    total: integer({ minimum: 0 }),
    totalPages: integer({ minimum: 0 }),
    hasNext: boolean(),
    hasPrev: boolean(),
    nextCursor: nullable({
      kind: 'string',
      description: 'Pass as `cursor` for the next page; null at the end',
    }),
    totalExact: optional(
      boolean({ description: 'False when counting stopped at 1,000, as text searches and the audit log do' }),
    ),
  },
  { name: 'Pagination' },
);
export interface Pagination {
  page: number;
  limit: number;
  total: number;
  totalPages: number;
  hasNext: boolean;
  hasPrev: boolean;
  nextCursor: string | null;
  totalExact?: boolean;
}
/** One page of a list: the rows and where it stands. */
export interface Page<T> {
  readonly data: T[];
  readonly pagination: Pagination;
}

export const page = <T>(row: Schema<T>): Success<Page<T>> => ({
  kind: 'page',
  status: 200,
  schema: array(row) as unknown as Schema<Page<T>>,
});

export const SORT_ORDERS = ['asc', 'desc'] as const;

/** Query fields that every list takes. `page` is bounded so that a crafted offset cannot occupy the database; `cursor` has no depth. */
export const PAGE_QUERY = {
  page: { ...integer({ minimum: 1, maximum: 100_000 }), default: 1 } as Schema<number>,
  limit: { ...integer({ minimum: 1, maximum: 100 }), default: 20 } as Schema<number>,
  cursor: optional<string>({ kind: 'string', maxLength: 200, pattern: /^[A-Za-z0-9_-]+$/ }),
};
export const sortOrder = (): Schema<'asc' | 'desc'> => ({ ...oneOf(SORT_ORDERS), default: 'desc' });

/** The `pagination` member of a page. */
export function toPagination(
  { page: number, limit }: { page: number; limit: number },
  { total, nextCursor, totalExact }: { total: number; nextCursor: string | null; totalExact?: boolean },
): Pagination {
  const totalPages = Math.ceil(total / limit);
  return {
    page: number,
    limit,
    total,
    totalPages,
    hasNext: nextCursor !== null,
    hasPrev: number > 1,
    nextCursor,
    ...(totalExact !== undefined && { totalExact }),
  };
}
