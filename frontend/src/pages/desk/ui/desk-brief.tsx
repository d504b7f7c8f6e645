import { useQuery } from '@tanstack/react-query';
import { Headphones, PhoneOutgoing, RotateCw, X } from 'lucide-react';
import { useNavigate } from 'react-router';
import { debtsQuery, DialLink, useWaitWords } from '@/entities/call';
import type { OwnCall } from '@/entities/call';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useNow } from '@/shared/lib/use-now';
import { Button } from '@/shared/ui/button';
import { Icon } from '@/shared/ui/icon';
import { IconButton } from '@/shared/ui/icon-button';
import { BriefFrame, OwnBrief, PastBrief } from '@/widgets/ring-brief';
import type { Subject } from '../model/use-subject';

interface DeskBriefProps {
  own: readonly OwnCall[];
  subject: Subject;
  onDone: () => void;
}

/** The top of the desk: what rings comes first, then the call one works at, then what there is to do. */
export function DeskBrief({ own, subject, onDone }: DeskBriefProps) {
  const { t } = useTranslation('calls');
  const navigate = useNavigate();
  const first = own[0];
  const urgent =
    first !== undefined && ['ringing', 'talking', 'dialling', 'missed'].includes(first.phase) ? first : null;
  const shown = urgent ?? subject.own;
  if (shown !== null) {
    const isOnDesk = shown.call.id === subject.callId;
    return (
      <OwnBrief
        own={shown}
        actions={
          !isOnDesk && (
            <Button
              intent="primary"
              combo={shown.phase === 'ringing' ? 'F2' : undefined}
              onClick={() => void navigate(paths.deskCall(shown.call.id))}
            >
              {t('action.toDesk')}
            </Button>
          )
        }
      />
    );
  }
  if (subject.call === null) return <IdleBrief />;
  return (
    <PastBrief
      call={subject.call}
      brief={subject.brief}
      debt={subject.debt}
      actions={
        <>
          {subject.debt !== null && <DialLink phone={subject.debt.phoneClient} />}
          <IconButton icon={X} label={t('desk.finish')} onClick={onDone} />
        </>
      }
    />
  );
}

/** Nobody calls: how many wait to be called back, and the way to the first of them. */
function IdleBrief() {
  const { t } = useTranslation(['calls', 'common']);
  const now = useNow();
  const words = useWaitWords();
  const navigate = useNavigate();
  const { data, isError, isFetching, refetch } = useQuery(debtsQuery());
  const oldest = data?.data[0];
  // No debts may be said only by an answer.
  const unknown = isError ? t('calls:desk.idleUnknown') : t('calls:desk.idleWait');
  return (
    <BriefFrame label={t('calls:desk.idleTitle')} tone="rest">
      <div className="flex min-h-23 flex-wrap items-center gap-4 px-5 py-3">
        <Icon of={Headphones} size={24} className="text-ink-3" />
        <div className="min-w-0 flex-1">
          <h2 className="text-16 font-semibold">{t('calls:desk.idleTitle')}</h2>
          <p className="text-ink-2">
            {oldest === undefined
              ? data === undefined
                ? unknown
                : t('calls:desk.idleClear')
              : t('calls:desk.idleDebts', {
                  count: data?.pagination.total ?? 0,
                  time: words(oldest.lastMissedAt, now),
                })}
          </p>
        </div>
        {oldest !== undefined && (
          <Button
            intent="primary"
            icon={PhoneOutgoing}
            onClick={() => void navigate(paths.deskCall(oldest.call.id))}
          >
            {t('calls:desk.takeDebt')}
          </Button>
        )}
        {data === undefined && isError && (
          <Button icon={RotateCw} busy={isFetching} onClick={() => void refetch()}>
            {t('common:action.retryNow')}
          </Button>
        )}
      </div>
    </BriefFrame>
  );
}
