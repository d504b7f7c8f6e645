import { useQuery, useQueryClient } from '@tanstack/react-query';
import { EyeOff, History } from 'lucide-react';
import { clientKeys, clientQuery } from '@/entities/client';
import { useLiveEvent } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { Timeline } from '@/shared/ui/timeline';
import { useContactDays } from '../model/use-contact-days';

interface ClientTimelineProps {
  /** E.164; null for a hidden number. */
  phone: string | null;
  callLink: (callId: number) => string;
}

/** Everything that has passed between us and one client. */
export function ClientTimeline({ phone, callLink }: ClientTimelineProps) {
  const { t } = useTranslation('calls');
  if (phone === null) return <EmptyState icon={EyeOff} title={t('history.hidden')} />;
  return <KnownTimeline phone={phone} callLink={callLink} />;
}

function KnownTimeline({ phone, callLink }: { phone: string; callLink: (callId: number) => string }) {
  const { t } = useTranslation('calls');
  const client = useQuery(clientQuery(phone));
  const daysOf = useContactDays({ callLink });
  useFreshClient(phone);
  if (client.isPending) return <SkeletonLines lines={6} />;
  if (client.isError)
    return (
      <ErrorState
        error={client.error}
        title={t('history.failed')}
        onRetry={() => void client.refetch()}
        retrying={client.isFetching}
      />
    );
  const days = daysOf(client.data);
  if (days.length === 0) return <EmptyState icon={History} title={t('history.empty')} />;
  return (
    <div className="px-4 pb-4">
      <Timeline days={days} />
    </div>
  );
}

/** A call of this client that ends, or an order of his, is a new line. */
function useFreshClient(phone: string): void {
  const queryClient = useQueryClient();
  const renew = (row: unknown, field: 'phoneClient' | 'phone'): void => {
    if (typeof row !== 'object' || row === null) return;
    if ((row as Record<string, unknown>)[field] === phone)
      void queryClient.invalidateQueries({ queryKey: clientKeys.one(phone) });
  };
  useLiveEvent('call.ended', ({ call }) => {
    renew(call, 'phoneClient');
  });
  useLiveEvent('order.created', ({ order }) => {
    renew(order, 'phone');
  });
  useLiveEvent('order.updated', ({ order }) => {
    renew(order, 'phone');
  });
}
