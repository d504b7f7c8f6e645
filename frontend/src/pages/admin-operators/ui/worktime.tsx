import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, CalendarClock, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { callsUrl } from '@/entities/call';
import { operatorQuery, useOperatorPresence } from '@/entities/operator';
import type { SeenOperator } from '@/entities/operator';
import { useCan, useProfile } from '@/entities/session';
import { OperatorDialog } from '@/features/edit-operator';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { addDays, dayIn } from '@/shared/lib/days';
import type { DayRange } from '@/shared/lib/days';
import { noValue } from '@/shared/lib/format';
import { listStateOf } from '@/shared/lib/list-state';
import { useUrlState } from '@/shared/lib/url-state';
import { useFormat } from '@/shared/lib/use-format';
import { Button, ButtonLink } from '@/shared/ui/button';
import type { Column } from '@/shared/ui/data-table';
import { DateRangePicker } from '@/shared/ui/date-range-picker';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { PageHead } from '@/shared/ui/panel';
import { RecordTable } from '@/shared/ui/record-table';
import { tooltip } from '@/shared/ui/tooltip';
import { worktimeQuery } from '../api/worktime.queries';
import type { Workday } from '../api/worktime.queries';
import { worktimeUrl } from '../model/operators-url';
import { PresenceCell } from '../model/use-operator-columns';

const daysShown = 14;
const durations = ['onlineSeconds', 'onCallSeconds', 'wrapUpSeconds', 'breakSeconds'] as const;

/** Days of one person: when he came and went, and how the time between was spent. */
export function Worktime({ id }: { id: number }) {
  const { t } = useTranslation(['admin', 'common']);
  const { timezone } = useProfile().organization;
  const canEdit = useCan()('operators:write');
  const [url, setUrl] = useUrlState(worktimeUrl);
  const today = dayIn(timezone);
  const range: DayRange = { from: url.from ?? addDays(today, 1 - daysShown), to: url.to ?? today };
  const operator = useQuery(operatorQuery(id));
  const days = useQuery(worktimeQuery(id, range));
  const columns = useColumns(id, timezone);
  useOperatorPresence();
  if (operator.isError) {
    return (
      <ErrorState
        error={operator.error}
        onRetry={() => void operator.refetch()}
        retrying={operator.isFetching}
      />
    );
  }
  const worked = (days.data ?? []).filter(isWorked);
  return (
    <div className="flex min-h-0 flex-col pb-4 sm:h-full">
      <Head
        operator={operator.data}
        onEdit={
          canEdit
            ? () => {
                setUrl({ edit: true });
              }
            : null
        }
      >
        <DateRangePicker
          label={t('common:date.period')}
          value={range}
          max={today}
          timeZone={timezone}
          onChange={(next) => {
            setUrl({ from: next?.from ?? null, to: next?.to ?? null });
          }}
        />
      </Head>
      <Totals days={worked} />
      <RecordTable
        label={t('worktime.title')}
        columns={columns}
        items={worked}
        itemId={({ date }) => date}
        state={listStateOf(days)}
        empty={
          <EmptyState icon={CalendarClock} title={t('worktime.emptyTitle')} text={t('worktime.emptyText')} />
        }
      />
      {url.edit && canEdit && (
        <OperatorDialog
          id={id}
          onClose={() => {
            setUrl({ edit: false });
          }}
        />
      )}
    </div>
  );
}

interface HeadProps {
  operator: SeenOperator | undefined;
  /** Null for those who only read. */
  onEdit: (() => void) | null;
  /** The choice of days. */
  children: ReactNode;
}

function Head({ operator, onEdit, children }: HeadProps) {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <PageHead
      title={operator?.name ?? t('worktime.title')}
      actions={
        <>
          {children}
          {onEdit !== null && (
            <Button icon={Pencil} onClick={onEdit}>
              {t('common:action.edit')}
            </Button>
          )}
        </>
      }
    >
      {operator !== undefined && <PresenceCell operator={operator} />}
      <ButtonLink size="sm" intent="ghost" icon={ArrowLeft} to={paths.adminOperators}>
        {t('operator.title')}
      </ButtonLink>
    </PageHead>
  );
}

/** What the days shown come to. */
function Totals({ days }: { days: readonly Workday[] }) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  if (days.length === 0) return null;
  const facts = [
    { label: t('worktime.days'), value: format.number(days.length) },
    { label: t('worktime.total'), value: format.duration(sum(days.map(totalOf))) },
    ...durations.map((name) => ({
      label: t(`worktime.${name}`),
      value: format.duration(sum(days.map((day) => day[name]))),
    })),
  ];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 px-4 pb-3 sm:px-6">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt className="text-12 text-ink-3">{label}</dt>
          <dd className="text-16 font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function useColumns(operatorId: number, timeZone: string): Column<Workday>[] {
  const { t } = useTranslation('admin');
  const format = useFormat(timeZone);
  const time = (instant: string | null): string => (instant === null ? noValue : format.time(instant));
  const spent = (seconds: number): string => (seconds === 0 ? noValue : format.duration(seconds));
  return [
    {
      id: 'date',
      head: t('worktime.day'),
      cell: ({ date }) => (
        <Link
          className="rounded-sm hover:underline"
          to={`${paths.calls}${callsUrl.toSearch({ operatorId, from: date, to: date })}`}
          {...tooltip(t('worktime.calls'))}
        >
          {format.dayLong(date)}
        </Link>
      ),
      className: 'w-1/4',
    },
    {
      id: 'first',
      head: t('worktime.firstLogin'),
      cell: ({ firstLogin }) => time(firstLogin),
      numeric: true,
    },
    { id: 'last', head: t('worktime.lastLogout'), cell: ({ lastLogout }) => time(lastLogout), numeric: true },
    ...durations.map((name) => ({
      id: name,
      head: t(`worktime.${name}`),
      cell: (day: Workday) => spent(day[name]),
      numeric: true,
    })),
    { id: 'total', head: t('worktime.total'), cell: (day) => spent(totalOf(day)), numeric: true },
  ];
}

function totalOf(day: Workday): number {
  return sum(durations.map((name) => day[name]));
}

function isWorked(day: Workday): boolean {
  return totalOf(day) > 0 || day.firstLogin !== null || day.lastLogout !== null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
