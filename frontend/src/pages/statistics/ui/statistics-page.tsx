import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation, useParams } from 'react-router';
import { useCan } from '@/entities/session';
import { paths } from '@/shared/config';
import { useTranslation } from '@/shared/i18n';
import { useUrlState } from '@/shared/lib/url-state';
import { useFormat } from '@/shared/lib/use-format';
import { DateRangePicker } from '@/shared/ui/date-range-picker';
import { ErrorState } from '@/shared/ui/error-state';
import { PageHead } from '@/shared/ui/panel';
import { TabLinks } from '@/shared/ui/tabs';
import { myStatsQuery, operatorStatsQuery, overallStatsQuery } from '../api/stats.queries';
import { periodOf, statsUrl } from '../model/stats-url';
import { FiguresSkeleton } from './figures-skeleton';
import { OverallFigures } from './overall-figures';
import { PersonFigures } from './person-figures';

/** Figures of a period: one's own, those of one person, or everybody's, by the address. */
export function StatisticsPage() {
  const { t } = useTranslation('stats');
  const { operatorId } = useParams();
  const { pathname } = useLocation();
  const isOverall = pathname === paths.statisticsOverall;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t('title')} actions={<Period />} />
      <Sections />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4 sm:px-6">
        {isOverall ? <Overall /> : operatorId === undefined ? <Mine /> : <Person id={Number(operatorId)} />}
      </div>
    </div>
  );
}

function Sections() {
  const { t } = useTranslation('stats');
  const can = useCan();
  const { search } = useLocation();
  if (!can('stats:read')) return null;
  return (
    <div className="px-4 sm:px-6">
      <TabLinks
        label={t('sections')}
        links={[
          { to: paths.statistics + search, label: t('mine') },
          { to: paths.statisticsOverall + search, label: t('overall') },
        ]}
      />
    </div>
  );
}

function Period() {
  const { t } = useTranslation('stats');
  const [url, setUrl] = useUrlState(statsUrl);
  const format = useFormat();
  return (
    <DateRangePicker
      label={t('last30')}
      value={periodOf(url)}
      max={format.dayOf(Date.now())}
      clearable
      onChange={(range) => {
        setUrl({ from: range?.from ?? null, to: range?.to ?? null });
      }}
    />
  );
}

function usePeriod() {
  const [url] = useUrlState(statsUrl);
  return periodOf(url);
}

function Mine() {
  const query = useQuery(myStatsQuery(usePeriod()));
  return <Shown query={query}>{(stats) => <PersonFigures stats={stats} />}</Shown>;
}

function Person({ id }: { id: number }) {
  const query = useQuery(operatorStatsQuery(id, usePeriod()));
  return <Shown query={query}>{(stats) => <PersonFigures stats={stats} isOther />}</Shown>;
}

function Overall() {
  const query = useQuery(overallStatsQuery(usePeriod()));
  return <Shown query={query}>{(stats) => <OverallFigures stats={stats} />}</Shown>;
}

interface ShownProps<Stats> {
  query: {
    data: Stats | undefined;
    error: unknown;
    isFetching: boolean;
    isPlaceholderData: boolean;
    refetch: () => unknown;
  };
  children: (stats: Stats) => ReactNode;
}

/** The figures, dimmed while those of another period are on their way; a failed refresh keeps the old ones. */
function Shown<Stats>({ query, children }: ShownProps<Stats>) {
  const { data, error, isFetching, isPlaceholderData, refetch } = query;
  if (data !== undefined) {
    return (
      <div aria-busy={isPlaceholderData} className={isPlaceholderData ? 'opacity-60' : ''}>
        {children(data)}
      </div>
    );
  }
  if (error === null) return <FiguresSkeleton />;
  return <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />;
}
