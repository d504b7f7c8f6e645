import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useLiveEvent, useLiveInvalidation } from '@/shared/api';
import { operatorKeys } from '../api/operators.queries';
import type { SeenOperator } from '../api/operators.queries';

interface Presence {
  id: number;
  statusWork: SeenOperator['statusWork'];
  since: string;
}

interface OperatorPage {
  data: SeenOperator[];
}

const states: readonly string[] = [
  'offline',
  'online',
  'break',
  'on_call',
  'wrap_up',
] satisfies Presence['statusWork'][];
const presenceEvents = ['presence.changed'] as const;

/** Shows in every list of employees what they do now, as it changes. Rows keep their places. */
export function useOperatorPresence(): void {
  const queryClient = useQueryClient();
  useLiveEvent('presence.changed', (data) => {
    const presence = readPresence(data);
    if (presence !== null) place(queryClient, presence);
  });
  useLiveInvalidation(presenceEvents, operatorKeys.totals);
}

function place(queryClient: QueryClient, { id, statusWork, since }: Presence): void {
  const after = (operator: SeenOperator): SeenOperator =>
    operator.id === id ? { ...operator, statusWork, statusWorkSince: since } : operator;
  queryClient.setQueriesData<OperatorPage>({ queryKey: operatorKeys.lists }, (page) =>
    page === undefined ? page : { ...page, data: page.data.map(after) },
  );
  queryClient.setQueryData<SeenOperator>(operatorKeys.one(id), (operator) =>
    operator === undefined ? operator : after(operator),
  );
}

function readPresence(data: Readonly<Record<string, unknown>>): Presence | null {
  const { id, statusWork, since } = data;
  if (typeof id !== 'number' || typeof since !== 'string') return null;
  if (typeof statusWork !== 'string' || !states.includes(statusWork)) return null;
  return { id, statusWork: statusWork as Presence['statusWork'], since };
}
