import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api';
import type { components, operations } from '@/shared/api';

/** An employee as his manager sees him. */
export type Operator = components['schemas']['Operator'];
/** The same as others see him: most fields may be absent. */
export type SeenOperator = components['schemas']['SeenOperator'];
export type OperatorsQuestion = NonNullable<operations['listOperators']['parameters']['query']>;

const listedAtMost = 100;

export const operatorKeys = {
  all: ['operators'],
  lists: ['operators', 'list'],
  totals: ['operators', 'total'],
  one: (id: number) => ['operators', 'one', id],
  worktime: (id: number) => ['operators', 'worktime', id],
} as const;

/** Names of the employees this person may see, for pickers. */
export const operatorNamesQuery = queryOptions({
  queryKey: ['operators', 'names'],
  queryFn: async ({ signal }) =>
    (await unwrap(api.GET('/api/operators', { signal, params: { query: { limit: listedAtMost } } }))).data,
  staleTime: 5 * 60_000,
});

/** A page of employees. */
export function operatorListQuery(question: OperatorsQuestion) {
  return queryOptions({
    queryKey: [...operatorKeys.lists, question],
    queryFn: ({ signal }) => unwrap(api.GET('/api/operators', { signal, params: { query: question } })),
    placeholderData: keepPreviousData,
  });
}

/** How many employees there are of a kind. */
export function operatorTotalQuery(question: OperatorsQuestion) {
  return queryOptions({
    queryKey: [...operatorKeys.totals, question],
    queryFn: async ({ signal }) => {
      const params = { query: { ...question, limit: 1 } };
      return (await unwrap(api.GET('/api/operators', { signal, params }))).pagination.total;
    },
  });
}

export function operatorQuery(id: number) {
  return queryOptions({
    queryKey: operatorKeys.one(id),
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/operators/{id}', { signal, params: { path: { id } } }))).data,
  });
}

/** Whether the server showed the whole row, as it does to those who manage people. */
export function isWholeOperator(operator: SeenOperator): operator is Operator {
  return operator.version !== undefined;
}
