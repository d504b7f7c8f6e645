import { NUMBERED_PAGE_QUERY } from '../../platform/http/numbered-page.js';
import {
  created,
  data,
  empty,
  operation,
  page,
  type Operation,
  type Page,
} from '../../platform/http/operation.js';
import {
  id,
  optional,
  string,
  version,
  type Fields,
  type InferFields,
  type Schema,
} from '../../platform/http/schema.js';

const ID_PARAMS = { id: id() };
const LIST_QUERY = {
  ...NUMBERED_PAGE_QUERY,
  search: optional(string({ maxLength: 100, description: 'Part of what the row shows, whatever the case' })),
};

type None = Record<string, never>;

/** The six operations of one reference list. */
export interface ReferenceContract<Row, Q extends Fields, C extends Fields, U extends Fields> {
  readonly list: Operation<None, Q, None, Page<Row>>;
  readonly get: Operation<typeof ID_PARAMS, None, None, Row>;
  readonly create: Operation<None, None, C, Row>;
  readonly change: Operation<typeof ID_PARAMS, None, U, Row>;
  readonly remove: Operation<typeof ID_PARAMS, None, None, void>;
}

/** What the handlers of a list get: its query, the body of a new row, the body of a change. */
export type QueryOf<T extends { readonly list: { readonly query: Fields } }> = InferFields<
  T['list']['query']
>;
export type DraftOf<T extends { readonly create: { readonly body: Fields } }> = InferFields<
  T['create']['body']
>;
export type ChangesOf<T extends { readonly change: { readonly body: Fields } }> = InferFields<
  T['change']['body']
>;

interface Words {
  /** Of operation ids: `City`, `Cities`. */
  readonly one: string;
  readonly many: string;
  /** Of summaries: `city`, `cities`. */
  readonly noun: string;
  readonly nouns: string;
  readonly path: string;
}

interface ReferenceSpec<Row, Q extends Fields, C extends Fields, U extends Fields> extends Words {
  readonly description: string;
  readonly view: Schema<Row>;
  readonly filters: Q;
  readonly draft: C;
  readonly changes: U;
}

/** Contract of one reference list: everybody signed in reads it, `reference:write` changes it. */
export const referenceContract = <
  Row extends { id: number },
  Q extends Fields,
  C extends Fields,
  U extends Fields,
>(
  spec: ReferenceSpec<Row, Q, C, U>,
) => ({ ...readsOf(spec), ...writesOf(spec) });

function readsOf<Row, Q extends Fields, C extends Fields, U extends Fields>(
  spec: ReferenceSpec<Row, Q, C, U>,
) {
  const { one, many, noun, nouns, path, description, view } = spec;
  const read = { method: 'get', access: 'signed-in', keys: true, tag: 'reference' } as const;
  return {
    list: operation({
      ...read,
      id: `list${many}`,
      path,
      summary: `List ${nouns}`,
      description,
      query: { ...LIST_QUERY, ...spec.filters },
      success: page(view),
    }),
    get: operation({
      ...read,
      id: `get${one}`,
      path: `${path}/:id`,
      params: ID_PARAMS,
      summary: `One ${noun}`,
      success: data(view),
    }),
  };
}

function writesOf<Row extends { id: number }, Q extends Fields, C extends Fields, U extends Fields>(
  spec: ReferenceSpec<Row, Q, C, U>,
) {
  const { one, noun, path, view } = spec;
  const write = { access: 'reference:write', tag: 'reference' } as const;
  const ofRow = { ...write, path: `${path}/:id`, params: ID_PARAMS } as const;
  return {
    create: operation({
      ...write,
      id: `create${one}`,
      method: 'post',
      path,
      summary: `Add a ${noun}`,
      body: spec.draft,
      success: created(view),
      location: (row) => `/api${path}/${String(row.id)}`,
    }),
    change: operation({
      ...ofRow,
      id: `update${one}`,
      method: 'patch',
      summary: `Change a ${noun}`,
      body: { ...spec.changes, version: version() },
      success: data(view),
    }),
    remove: operation({
      ...ofRow,
      id: `delete${one}`,
      method: 'delete',
      summary: `Remove a ${noun} that nothing refers to`,
      success: empty(),
    }),
  };
}
