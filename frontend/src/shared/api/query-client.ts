import { QueryClient } from '@tanstack/react-query';
import { ApiProblem, isTemporary } from './problem';

const attempts = 4;

/** Server state of the SPA. Temporary failures are repeated with growing pauses, all others shown at once. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => isTemporary(error) && failures < attempts,
        retryDelay,
      },
      mutations: { retry: false },
    },
  });
}

function retryDelay(failures: number, error: unknown): number {
  const asked = error instanceof ApiProblem ? error.retryAfterSeconds : undefined;
  return asked === undefined ? Math.min(8000, 500 * 2 ** failures) : Math.min(30, asked) * 1000;
}
