import { isLost, useLiveLine } from '@/shared/api';
import type { LiveLine } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { useNow } from '@/shared/lib/use-now';
import type { Hue } from '@/shared/ui/hue';

const hues: Record<LiveLine['status'], Hue> = {
  idle: 'state-offline',
  connecting: 'state-break',
  open: 'state-available',
  waiting: 'danger',
  offline: 'danger',
};

/** A dot and words about the line to the server. */
export function LineHealth() {
  const status = useLiveLine((line) => line.status);
  return (
    <span data-hue={hues[status]} className="flex items-center gap-1.5 whitespace-nowrap max-md:hidden">
      <span aria-hidden className="size-2 rounded-full bg-hue" />
      <span className="text-ink-2">{isLost(status) ? <LostWords /> : <Words />}</span>
    </span>
  );
}

function Words() {
  const { t } = useTranslation();
  const { status, latencyMs } = useLiveLine();
  if (status !== 'open') return t('line.connecting');
  return latencyMs === null ? t('line.openUnknown') : t('line.open', { ms: latencyMs });
}

function LostWords() {
  const { t } = useTranslation();
  const duration = useLostFor();
  const status = useLiveLine((line) => line.status);
  return status === 'offline' ? t('line.offline', { duration }) : t('line.lost', { duration });
}

/** How long the line has been lost, ticking. */
export function useLostFor(): string {
  const now = useNow();
  const format = useFormat();
  const since = useLiveLine((line) => line.since);
  return format.duration((now - since) / 1000);
}
