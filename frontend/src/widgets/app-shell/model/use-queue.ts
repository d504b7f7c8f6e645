import { useQuery } from '@tanstack/react-query';
import { callQueueQuery } from '@/entities/call';
import { useCan } from '@/entities/session';
import { isLost, useLiveLine } from '@/shared/api';
import type { components } from '@/shared/api';
import type { Section } from './sections';

type Queue = components['schemas']['CallQueue'];

/** The queue as the server told it last; null while that is not known, and when it may be old because the line is lost. */
export function useQueue(): Queue | null {
  const can = useCan();
  const lost = useLiveLine((line) => isLost(line.status));
  const { data, isError } = useQuery({ ...callQueueQuery, enabled: can('calls:read') });
  return data === undefined || isError || lost ? null : data;
}

/** How many clients are owed a call, at the section that lists them; 0 elsewhere and while it is not known. */
export function useDebts({ key }: Pick<Section, 'key'>): number {
  const queue = useQueue();
  return key === 'calls' ? (queue?.debts ?? 0) : 0;
}
