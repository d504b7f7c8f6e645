import { useQuery } from '@tanstack/react-query';

const everyMs = 5000;

/** Whether the server answers this browser, and how fast. */
export function useServerCheck(): { latencyMs: number | null; failed: boolean } {
  const { data, isError } = useQuery({
    queryKey: ['server-check'],
    queryFn: async ({ signal }) => {
      const startedAt = performance.now();
      const response = await fetch(`${window.location.origin}/api/health/live`, {
        cache: 'no-store',
        signal,
      });
      if (!response.ok) throw new Error(`health answered ${String(response.status)}`);
      return Math.round(performance.now() - startedAt);
    },
    retry: false,
    refetchInterval: everyMs,
    gcTime: 0,
  });
  return { latencyMs: data ?? null, failed: isError };
}
