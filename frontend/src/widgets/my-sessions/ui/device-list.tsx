import { useQuery } from '@tanstack/react-query';
import { MonitorCheck, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { ErrorState } from '@/shared/ui/error-state';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { devicesQuery } from '../api/sessions.queries';
import type { Device, Ending } from '../api/sessions.queries';
import { PlaceRow } from './place-row';

/** Browsers from which one has signed in before, the last used first. */
export function DeviceList({ onForget }: { onForget: (ending: Ending) => void }) {
  const { t } = useTranslation('security');
  const { data, error, refetch, isFetching } = useQuery(devicesQuery);
  if (data === undefined && error !== null)
    return <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  if (data === undefined) return <SkeletonLines inset={false} lines={2} />;
  if (data.length === 0) return <p className="text-ink-2">{t('devices.none')}</p>;
  return (
    <ul aria-label={t('devices.title')}>
      {data.map((device) => (
        <DeviceRow
          key={device.id}
          device={device}
          onForget={() => {
            onForget({ kind: 'device', device });
          }}
        />
      ))}
    </ul>
  );
}

function DeviceRow({ device, onForget }: { device: Device; onForget: () => void }) {
  const { t } = useTranslation('security');
  const format = useFormat();
  const { current, trustedUntil } = device;
  // The server compares instants too; the moment of drawing is near enough for a mark.
  const [drawnAt] = useState(() => Date.now());
  const isTrusted = trustedUntil !== null && Date.parse(trustedUntil) > drawnAt;
  return (
    <PlaceRow
      device={device.device}
      kind={device.deviceKind}
      facts={[
        device.lastIp ?? t('unknown'),
        t('devices.first', { at: format.dateTime(device.firstSeenAt) }),
        t('devices.last', { at: format.dateTime(device.lastSeenAt) }),
      ]}
      mark={
        <>
          {current && (
            <Badge hue="success" icon={MonitorCheck}>
              {t('devices.current')}
            </Badge>
          )}
          {isTrusted && (
            <Badge hue="info" icon={ShieldCheck}>
              {t('devices.trusted', { at: format.dateTime(trustedUntil) })}
            </Badge>
          )}
        </>
      }
      action={
        <Button
          size="sm"
          onClick={onForget}
          aria-label={t('devices.forgetThis', { device: device.device || t('unknownDevice') })}
        >
          {t('devices.forget')}
        </Button>
      }
    />
  );
}
