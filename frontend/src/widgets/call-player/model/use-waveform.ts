import { useQuery } from '@tanstack/react-query';
import { readWaveform } from './waveform';
import type { Waveform } from './waveform';

const columns = 180;

/** The picture of a recording, or null while there is none. */
export function useWaveform(url: string | null): Waveform | null {
  const { data } = useQuery({
    queryKey: ['waveform', url],
    queryFn: ({ signal }) => readWaveform(url ?? '', columns, signal),
    enabled: url !== null,
    retry: false,
    staleTime: Infinity,
  });
  return data ?? null;
}
