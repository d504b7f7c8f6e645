import { ClipboardList, Plus } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useOwnCalls } from '@/entities/call';
import { useCan, useProfile } from '@/entities/session';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { screens, useMedia } from '@/shared/lib/use-media';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { SkeletonLines } from '@/shared/ui/skeleton';
import { DeskCentre, FreeOrder } from '@/widgets/desk-centre';
import { useSubject } from '../model/use-subject';
import type { Subject } from '../model/use-subject';
import { DeskBrief } from './desk-brief';
import { DeskFrame } from './desk-frame';

/** The place of an operator: what waits on the left, the call and its order in the middle, its client on the right. */
export function DeskPage() {
  const { t } = useTranslation(['calls', 'common']);
  const { id } = useProfile();
  const own = useOwnCalls(id);
  const { subject, done } = useSubject(own);
  const isPhone = useMedia(screens.phone);
  return (
    <>
      <title>{`${t('calls:desk.title')} — ${t('common:product')}`}</title>
      <h1 className="sr-only">{t('calls:desk.title')}</h1>
      <DeskFrame
        isPhone={isPhone}
        subject={subject}
        brief={<DeskBrief own={own} subject={subject} onDone={done} />}
        centre={<Centre subject={subject} onDone={done} />}
      />
    </>
  );
}

function Centre({ subject, onDone }: { subject: Subject; onDone: () => void }) {
  const { call, own, brief, error } = subject;
  if (subject.kind === 'newOrder') return <FreeOrder onDone={onDone} />;
  if (call !== null) {
    return (
      <DeskCentre
        key={call.id}
        call={call}
        brief={brief}
        isWrapUp={own?.phase === 'wrapUp'}
        isOver={subject.isOver}
        onDone={onDone}
      />
    );
  }
  return (
    <div className="grid min-h-0 flex-1 place-items-center rounded-lg border border-line-subtle bg-panel">
      {error !== null ? (
        <ErrorState error={error} />
      ) : subject.kind === 'call' ? (
        <SkeletonLines lines={8} />
      ) : (
        <IdleCentre />
      )}
    </div>
  );
}

function IdleCentre() {
  const { t } = useTranslation('calls');
  const can = useCan();
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={ClipboardList}
      title={t('desk.centerIdleTitle')}
      text={t('desk.centerIdleText')}
      actions={
        can('orders:create') && (
          <Button icon={Plus} onClick={() => void navigate(paths.deskCall('new'))}>
            {t('desk.newOrder')}
          </Button>
        )
      }
    />
  );
}
