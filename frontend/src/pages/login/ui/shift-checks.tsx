import { Activity, Bell, CircleCheck, CircleX, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '@/shared/i18n';
import { Badge } from '@/shared/ui/badge';
import { Button } from '@/shared/ui/button';
import { Icon } from '@/shared/ui/icon';
import type { LucideIcon } from '@/shared/ui/icon';
import { useNotificationPermission } from '../model/use-notification-permission';
import { useServerCheck } from '../model/use-server-check';

/** What a shift needs of this browser, checked while the person signs in. */
export function ShiftChecks() {
  const { t } = useTranslation('auth');
  return (
    <div className="flex w-full max-w-100 flex-col gap-3">
      <h2 className="font-semibold">{t('checks.title')}</h2>
      <ul className="rounded-lg border border-line-subtle bg-panel">
        <Check icon={Volume2} title={t('checks.sound')} hint={t('checks.soundHint')} />
        <ServerCheck />
        <NotificationCheck />
      </ul>
      <p className="text-12 text-ink-3">{t('checks.note')}</p>
    </div>
  );
}

function ServerCheck() {
  const { t } = useTranslation('auth');
  const { latencyMs, failed } = useServerCheck();
  if (failed) {
    return (
      <Check icon={Activity} title={t('checks.server')} hint={t('checks.serverDown')}>
        <Badge hue="danger" icon={CircleX}>
          {t('checks.bad')}
        </Badge>
      </Check>
    );
  }
  if (latencyMs === null) {
    return <Check icon={Activity} title={t('checks.server')} hint={t('checks.serverChecking')} />;
  }
  return (
    <Check icon={Activity} title={t('checks.server')} hint={t('checks.serverLatency', { ms: latencyMs })}>
      <Badge hue="success" icon={CircleCheck}>
        {t('checks.good')}
      </Badge>
    </Check>
  );
}

function NotificationCheck() {
  const { t } = useTranslation('auth');
  const { permission, ask } = useNotificationPermission();
  if (permission === 'granted') {
    return (
      <Check icon={Bell} title={t('checks.notifications')} hint={t('checks.notificationsHint')}>
        <Badge hue="success" icon={CircleCheck}>
          {t('checks.allowed')}
        </Badge>
      </Check>
    );
  }
  if (permission === 'denied') {
    return (
      <Check icon={Bell} title={t('checks.notifications')} hint={t('checks.notificationsBlocked')}>
        <Badge hue="warning" icon={CircleX}>
          {t('checks.denied')}
        </Badge>
      </Check>
    );
  }
  return (
    <Check icon={Bell} title={t('checks.notifications')} hint={t('checks.notificationsHint')}>
      <Button size="sm" onClick={ask}>
        {t('checks.allow')}
      </Button>
    </Check>
  );
}

interface CheckProps {
  icon: LucideIcon;
  title: string;
  hint: string;
  children?: ReactNode;
}

function Check({ icon, title, hint, children }: CheckProps) {
  return (
    <li className="grid grid-cols-[16px_1fr_auto] items-center gap-3 border-line-subtle px-4 py-3 not-first:border-t">
      <Icon of={icon} className="text-ink-3" />
      <span>
        {title}
        <span className="block text-12 text-ink-3">{hint}</span>
      </span>
      {children}
    </li>
  );
}
