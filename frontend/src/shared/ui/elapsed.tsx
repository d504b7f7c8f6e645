import { useFormat } from '@/shared/lib/use-format';
import { useNow } from '@/shared/lib/use-now';

interface ElapsedProps {
  /** An instant of the server, or milliseconds. */
  since: string | number;
  /** Counts down to this instant instead, and stops at zero. */
  until?: boolean;
  className?: string;
}

/** A clock that ticks here from a moment of the server: `0:06`. Not spoken each second. */
export function Elapsed({ since, until = false, className }: ElapsedProps) {
  const now = useNow();
  const format = useFormat();
  const distance = (now - new Date(since).getTime()) / 1000;
  return (
    <span role="timer" aria-live="off" className={className}>
      {format.duration(until ? Math.ceil(-distance) : distance)}
    </span>
  );
}
