import { useQuery } from '@tanstack/react-query';
import { MonitorCheck } from 'lucide-react';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { ErrorState } from '@/shared/ui/error-state';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { sessionsQuery } from '../api/sessions.queries';
import type { Ending, Session } from '../api/sessions.queries';
import { PlaceRow } from './place-row';

/** Live sessions, this one first. */
export function SessionList({ onEnd }: { onEnd: (ending: Ending) => void }) {
  const { t } = useTranslation('security');
  const { data, error, refetch, isFetching } = useQuery(sessionsQuery);
  if (data === undefined && error !== null)
    return <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  if (data === undefined) return <SkeletonLines inset={false} lines={2} />;
  const here = data.filter(({ current }) => current);
  const others = data.filter(({ current }) => !current);
  return (
    <>
      <ul aria-label={t('sessions.title')}>
        {[...here, ...others].map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            onEnd={() => {
              onEnd({ kind: 'session', session });
            }}
          />
        ))}
      </ul>
      {others.length > 0 && (
        <div className="mt-2">
          <Button
            intent="danger"
            onClick={() => {
              onEnd({ kind: 'others' });
            }}
          >
            {t('sessions.endOthers')}
          </Button>
        </div>
      )}
    </>
  );
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const { t } = useTranslation('security');
  const format = useFormat();
  const { device, deviceKind, ip, current, methods, createdAt, lastSeenAt } = session;
  const facts = [
    ip ?? t('unknown'),
    t('sessions.since', { at: format.dateTime(createdAt) }),
    ...(current ? [] : [t('sessions.lastUsed', { at: format.dateTime(lastSeenAt) })]),
    methods.map((method) => t(`method.${method}`)).join(' + '),
  ];
  return (
    <PlaceRow
      device={device}
      kind={deviceKind}
      facts={facts}
      mark={
        current && (
          <Badge hue="success" icon={MonitorCheck}>
            {t('sessions.current')}
          </Badge>
        )
      }
      action={
        !current && (
          <Button
            size="sm"
            onClick={onEnd}
            aria-label={t('sessions.endThis', { device: device || t('unknownDevice') })}
          >
            {t('sessions.end')}
          </Button>
        )
      }
    />
  );
}
