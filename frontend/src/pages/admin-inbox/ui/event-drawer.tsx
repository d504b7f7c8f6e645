import { useQuery } from '@tanstack/react-query';
import { CircleX } from 'lucide-react';
import { webhookEventQuery } from '@/entities/webhook-event';
import type { WebhookEventCard } from '@/entities/webhook-event';
import { ReplayButton } from '@/features/inbox/replay-webhook-events';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Badge } from '@/shared/ui/badge';
import { Banner } from '@/shared/ui/banner';
import { Drawer } from '@/shared/ui/drawer';
import { ErrorState } from '@/shared/ui/error-state';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { statusLooks } from '../model/inbox-url';

interface EventDrawerProps {
  id: number;
  onClose: () => void;
}

/** One event: what happened to it, and its text with phones masked. */
export function EventDrawer({ id, onClose }: EventDrawerProps) {
  const { t } = useTranslation('admin');
  const event = useQuery(webhookEventQuery(id));
  const { data } = event;
  return (
    <Drawer
      title={t('inbox.event', { id })}
      onClose={onClose}
      badges={
        data !== undefined && <Badge {...statusLooks[data.status]}>{t(`inbox.state.${data.status}`)}</Badge>
      }
      footer={data !== undefined && data.status !== 'pending' && <ReplayButton id={id} />}
    >
      {data !== undefined && <EventDetails event={data} />}
      {event.isPending && <SkeletonLines />}
      {data === undefined && event.isError && (
        <ErrorState error={event.error} onRetry={() => void event.refetch()} retrying={event.isFetching} />
      )}
    </Drawer>
  );
}

function EventDetails({ event }: { event: WebhookEventCard }) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const time = (at: string | null): string | null => (at === null ? null : format.dateTime(at));
  const facts = [
    { label: t('inbox.path'), value: event.path },
    { label: t('inbox.received'), value: time(event.receivedAt) },
    { label: t('inbox.processed'), value: time(event.processedAt) },
    { label: t('inbox.nextAttempt'), value: time(event.nextAttemptAt) },
    { label: t('inbox.seen'), value: format.number(event.seen) },
    { label: t('inbox.attempts'), value: format.number(event.attempts) },
    {
      label: t('inbox.size'),
      value: t('inbox.bytes', { count: event.bytes, bytes: format.number(event.bytes) }),
    },
  ].filter(({ value }) => value !== null);
  return (
    <div className="flex flex-col gap-4 p-4 sm:px-6">
      {event.lastError !== null && (
        <Banner hue="danger" icon={CircleX} title={t('inbox.lastError')}>
          <span className="break-words">{event.lastError}</span>
        </Banner>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
        {facts.map(({ label, value }) => (
          <div key={label} className="contents">
            <dt className="text-ink-2">{label}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
      <section aria-label={t('inbox.text')}>
        <h3 className="mb-1 text-12 text-ink-2">{t('inbox.text')}</h3>
        <pre className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-12 break-all whitespace-pre-wrap">
          {readable(event.text)}
        </pre>
        <p className="mt-1 text-12 text-ink-3">{t('inbox.masked')}</p>
      </section>
    </div>
  );
}

/** JSON with line breaks; anything else as it came. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
