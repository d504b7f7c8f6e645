import { Pencil, PhoneMissed, RotateCw } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import {
  callKeys,
  debtHue,
  debtsQuery,
  DebtClock,
  sourceOf,
  useClientWords,
  useOwnCalls,
} from '@/entities/call';
import { useProfile } from '@/entities/session';
import { useLiveInvalidation } from '@/shared/api';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { useNow } from '@/shared/lib/use-now';
import { Button } from '@/shared/ui/button';
import { useOrderDrafts } from '../model/use-order-drafts';
import { LiveSection } from './live-section';
import { RosterItem, RosterSection } from './roster-item';

const settling = ['call.connected', 'call.ended'] as const;

/** What waits for this person: live calls, drafts, debts, each with its clock. */
export function DeskRoster({ subjectId }: { subjectId: number | null }) {
  const { id } = useProfile();
  return (
    <div className="flex h-full min-h-0 flex-col gap-3 overflow-y-auto p-2">
      <LiveSection operatorId={id} subjectId={subjectId} />
      <DraftSection subjectId={subjectId} />
      <DebtSection subjectId={subjectId} />
    </div>
  );
}

function DraftSection({ subjectId }: { subjectId: number | null }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const { id } = useProfile();
  const own = useOwnCalls(id);
  // A draft about a call that stands above is that call's own line.
  const drafts = useOrderDrafts().filter(({ callId }) => !own.some(({ call }) => call.id === callId));
  if (drafts.length === 0) return null;
  return (
    <RosterSection heading={t('desk.drafts')} count={drafts.length}>
      {drafts.map(({ callId, clientName, phone, city }) => (
        <RosterItem
          key={callId ?? 'new'}
          to={paths.deskCall(callId ?? 'new')}
          icon={Pencil}
          isOn={callId !== null && callId === subjectId}
          title={clientName ?? (phone === null ? t('desk.draftOrder') : format.phone(phone))}
          clock={<span className="text-ink-3">{t('desk.draft')}</span>}
          sub={[t('desk.draftOrder'), city].filter((part) => part !== null).join(' · ')}
        />
      ))}
    </RosterSection>
  );
}

function DebtSection({ subjectId }: { subjectId: number | null }) {
  const { t } = useTranslation(['calls', 'common']);
  const now = useNow();
  const clientWords = useClientWords();
  const { data, isError, isFetching, refetch } = useQuery(debtsQuery());
  useLiveInvalidation(settling, callKeys.debts);
  if (data === undefined && isError) {
    return (
      <RosterSection heading={t('calls:desk.debts')}>
        <li className="flex flex-wrap items-center gap-2 px-2 text-12 text-danger">
          <span role="alert">{t('calls:desk.debtsFailed')}</span>
          <Button size="sm" icon={RotateCw} busy={isFetching} onClick={() => void refetch()}>
            {t('common:action.retryNow')}
          </Button>
        </li>
      </RosterSection>
    );
  }
  if (data === undefined || data.data.length === 0) return null;
  return (
    <RosterSection heading={t('calls:desk.debts')} count={data.pagination.total} note={t('calls:desk.waits')}>
      {data.data.map((debt) => (
        <RosterItem
          key={debt.phoneClient}
          to={paths.deskCall(debt.call.id)}
          icon={PhoneMissed}
          hue={debtHue(debt.lastMissedAt, now)}
          isOn={debt.call.id === subjectId}
          title={clientWords(debt).name}
          clock={<DebtClock precise since={debt.lastMissedAt} />}
          sub={[t('calls:row.tries', { count: debt.tries }), sourceOf(debt.call).join(', ')]
            .filter(Boolean)
            .join(' · ')}
        />
      ))}
    </RosterSection>
  );
}
