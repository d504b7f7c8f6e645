import { ChevronDown, ChevronRight, Plus } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import { CallState, DebtClock, debtHue, DialLink, sourceOf, useClientWords, usePhone } from '@/entities/call';
import { LinkedOrder } from '@/entities/order';
import type { Call } from '@/entities/call';
import { PlayButton } from '@/features/play-recording';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { noValue } from '@/shared/lib/format';
import { isDialable, isErasedPhone } from '@/shared/lib/erased-phone';
import { useFormat } from '@/shared/lib/use-format';
import { useNow } from '@/shared/lib/use-now';
import { Tag } from '@/shared/ui/badge';
import { Elapsed } from '@/shared/ui/elapsed';
import { IconButton } from '@/shared/ui/icon-button';
import type { CallRow } from '../model/group-calls';
import { rowLink } from '../model/use-row-keys';
import { useTrack } from '../model/use-track';

/** Opens and closes the group of a client's calls. */
export function ExpandCell({ row, onToggle }: { row: CallRow; onToggle: (callId: number) => void }) {
  const { t } = useTranslation('calls');
  if (row.moreCount === 0) return null;
  return (
    <IconButton
      size="sm"
      icon={row.isOpen ? ChevronDown : ChevronRight}
      label={row.isOpen ? t('row.collapse') : t('row.expand', { count: row.moreCount })}
      tooltip={false}
      aria-expanded={row.isOpen}
      onClick={() => {
        onToggle(row.call.id);
      }}
    />
  );
}

/** Who it was; the link that opens the call, and the row's place for the keyboard. */
export function ClientCell({ row }: { row: CallRow }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const { search } = useLocation();
  const { name, note } = useClientWords()(row.call);
  const subWords = useSubWords();
  const link = {
    to: { pathname: paths.call(row.call.id), search },
    [rowLink]: row.call.id,
    'aria-label': t('row.open', { client: name, time: format.dateTime(row.call.dateCreate) }),
  };
  if (row.isSub) {
    return (
      <Link {...link} className="block truncate rounded-sm text-ink-2">
        {subWords(row.call)}
      </Link>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Link {...link} title={name} className="flex min-w-0 flex-col rounded-sm leading-4.25">
        <span className="truncate font-medium">{name}</span>
        <span className="truncate text-12 leading-3.75 text-ink-3">{note}</span>
      </Link>
      {row.moreCount > 0 && <Tag>{t('row.more', { count: row.moreCount })}</Tag>}
    </span>
  );
}

/** What tells the calls of one client apart: why it was missed, what was noted. */
function useSubWords(): (call: Call) => string {
  const { t } = useTranslation('calls');
  return ({ missedReason, comment, direction }) => {
    if (missedReason !== null) return t(`missedReason.${missedReason}`);
    return comment ?? t(`direction.${direction}`);
  };
}

/** State, and for a debt how long the client has been waiting. */
export function StateCell({ row: { call, debt } }: { row: CallRow }) {
  const now = useNow();
  const hue = debt === null ? undefined : debtHue(debt.lastMissedAt, now);
  return (
    <span className="flex items-center gap-2">
      <CallState call={call} hue={hue} />
      {debt !== null && <DebtClock since={debt.lastMissedAt} />}
    </span>
  );
}

export function SourceCell({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const source = sourceOf(call);
  const words =
    source.length > 0
      ? source.join(' · ')
      : call.phoneAts === null
        ? t('row.unknownSource')
        : format.phone(call.phoneAts);
  return (
    <span title={words} className={source.length > 0 ? 'text-ink-2' : 'text-ink-3'}>
      {words}
    </span>
  );
}

export function WaitCell({ call }: { call: Call }) {
  const format = useFormat();
  if (call.status === 'new' && call.direction === 'inbound') return <Elapsed since={call.dateCreate} />;
  return call.waitSeconds === null ? <NoValue /> : format.duration(call.waitSeconds);
}

export function TalkCell({ call }: { call: Call }) {
  const format = useFormat();
  const heard = usePhone(({ calls }) => calls[call.id]?.talkingSince ?? null);
  const talkingSince = heard ?? answeredAt(call);
  if (call.status === 'in_progress' && talkingSince !== null) return <Elapsed since={talkingSince} />;
  return call.talkSeconds === null || call.talkSeconds === 0 ? (
    <NoValue />
  ) : (
    format.duration(call.talkSeconds)
  );
}

/** For a call that was answered before the page was opened: the client waited from its start until then. */
function answeredAt({ dateCreate, waitSeconds }: Call): number | null {
  return waitSeconds === null ? null : Date.parse(dateCreate) + waitSeconds * 1000;
}

export function OperatorCell({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  if (call.operator === null) return <span className="text-ink-3">{t('row.nobody')}</span>;
  return <span title={call.operator.name}>{call.operator.name}</span>;
}

/** The latest order, else the outcome. */
export function OutcomeCell({ call, nameOf }: { call: Call; nameOf: (code: string) => string }) {
  const order = call.orders.at(-1);
  if (order !== undefined) return <LinkedOrder order={order} />;
  return call.disposition === null ? null : nameOf(call.disposition);
}

/** The time, and the day when it was not today. */
export function TimeCell({ call }: { call: Call }) {
  const format = useFormat();
  const day = format.dayOf(call.dateCreate);
  const isToday = day === format.dayOf(Date.now());
  return (
    <time dateTime={call.dateCreate} className="inline-flex flex-col leading-4.25 text-ink-2">
      {format.time(call.dateCreate)}
      {!isToday && <span className="text-12 leading-3.75 text-ink-3">{format.dayWord(day)}</span>}
    </time>
  );
}

interface ActionsCellProps {
  row: CallRow;
  canListen: boolean;
  onNewOrder: ((callId: number) => void) | null;
}

/** Dial for those who wait for us, else listen and make an order. */
export function ActionsCell({ row: { call, debt }, canListen, onNewOrder }: ActionsCellProps) {
  const { t } = useTranslation('calls');
  const track = useTrack()(call);
  const isOwed = debt !== null && isDialable(call.phoneClient);
  return (
    <span className="flex items-center justify-end gap-1">
      {isOwed && <DialLink phone={call.phoneClient ?? ''} />}
      {call.hasRecording && canListen && <PlayButton track={track} />}
      {onNewOrder !== null && !isOwed && !isErasedPhone(call.phoneClient) && (
        <IconButton
          size="sm"
          icon={Plus}
          label={t('action.newOrder')}
          onClick={() => {
            onNewOrder(call.id);
          }}
        />
      )}
    </span>
  );
}

function NoValue() {
  return <span className="text-ink-3">{noValue}</span>;
}
