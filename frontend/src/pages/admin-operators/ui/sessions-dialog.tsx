import { useQuery } from '@tanstack/react-query';
import { CircleX, LogOut, MonitorOff, MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { problemText } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import { Banner } from '@/shared/ui/banner';
import { Button } from '@/shared/ui/button';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { Dialog } from '@/shared/ui/dialog';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { Icon } from '@/shared/ui/icon';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { notify } from '@/shared/ui/toast';
import { memberSessionsQuery, useEndSessions } from '../api/member-access';
import type { MemberSession } from '../api/member-access';

interface SessionsDialogProps {
  member: { id: number; name: string };
  onClose: () => void;
}

/** Where a person is signed in, and a way to end all of it. */
export function SessionsDialog({ member, onClose }: SessionsDialogProps) {
  const { t } = useTranslation(['organization', 'common']);
  const sessions = useQuery(memberSessionsQuery(member.id));
  const [isAsked, setIsAsked] = useState(false);
  const rows = sessions.data ?? [];
  return (
    <Dialog
      open
      onClose={onClose}
      width={640}
      title={t('member.sessionsOf', { name: member.name })}
      footer={
        <span className="ms-auto flex gap-2">
          {rows.length > 0 && (
            <Button
              intent="danger"
              icon={LogOut}
              onClick={() => {
                setIsAsked(true);
              }}
            >
              {`${t('member.endAll')}…`}
            </Button>
          )}
          <Button onClick={onClose}>{t('common:action.close')}</Button>
        </span>
      }
    >
      {sessions.isPending && <SkeletonLines lines={3} />}
      {sessions.isError && (
        <ErrorState
          error={sessions.error}
          onRetry={() => void sessions.refetch()}
          retrying={sessions.isFetching}
        />
      )}
      {sessions.isSuccess && rows.length === 0 && (
        <EmptyState icon={MonitorOff} title={t('member.noSessions')} />
      )}
      {rows.length > 0 && <SessionList sessions={rows} />}
      {isAsked && (
        <EndAll
          member={member}
          onClose={() => {
            setIsAsked(false);
          }}
        />
      )}
    </Dialog>
  );
}

function SessionList({ sessions }: { sessions: readonly MemberSession[] }) {
  const { t } = useTranslation('organization');
  const format = useFormat();
  return (
    <ul aria-label={t('member.sessions')}>
      {sessions.map(({ id, device, ip, signedInAt, lastSeenAt }) => (
        <li
          key={id}
          className="flex items-start gap-3 border-b border-line-subtle py-2.5 first:pt-0 last:border-b-0"
        >
          <Icon of={MonitorSmartphone} className="mt-0.5 text-ink-3" />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{device ?? t('member.unknownDevice')}</span>
            <span className="block text-12 text-ink-2">{ip ?? noValue}</span>
          </span>
          <dl className="grid shrink-0 grid-cols-[auto_auto] gap-x-3 text-12">
            <dt className="text-ink-3">{t('member.seen')}</dt>
            <dd className="text-end">{format.dateTime(lastSeenAt)}</dd>
            <dt className="text-ink-3">{t('member.since')}</dt>
            <dd className="text-end">{format.dateTime(signedInAt)}</dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}

function EndAll({ member: { id, name }, onClose }: SessionsDialogProps) {
  const { t } = useTranslation('organization');
  const end = useEndSessions();
  return (
    <ConfirmDialog
      open
      danger
      title={t('member.endAllTitle')}
      text={<p>{t('member.endAllText')}</p>}
      confirmLabel={t('member.endAll')}
      busy={end.isPending}
      onClose={onClose}
      onConfirm={() => {
        end.mutate(id, {
          onSuccess: () => {
            notify({ kind: 'success', text: t('member.ended', { name }) });
            onClose();
          },
        });
      }}
    >
      {end.isError && (
        <Banner hue="danger" icon={CircleX}>
          {problemText(end.error)}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
