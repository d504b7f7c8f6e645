import { GridRows } from '@visx/grid';
import { useParentSize } from '@visx/responsive';
import { scaleBand, scaleLinear } from '@visx/scale';
import { Bar, LinePath } from '@visx/shape';
import { useState } from 'react';
import { useTranslation } from '@/shared/i18n';
import { useFormat } from '@/shared/lib/use-format';
import { Button } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/panel';
import type { DayFigures } from '../api/stats.queries';
import { DailyTable } from './daily-table';

const height = 240;
const margin = { top: 12, right: 8, bottom: 24, left: 32 };

interface DailyChartProps {
  days: readonly DayFigures[];
  title: string;
}

/** Answered and missed calls of each day, and orders as a line; the same figures as a table on request. */
export function DailyChart({ days, title }: DailyChartProps) {
  const { t } = useTranslation('stats');
  const [asTable, setAsTable] = useState(false);
  return (
    <Panel
      title={title}
      actions={
        <>
          <Legend />
          <Button
            size="sm"
            intent="ghost"
            onClick={() => {
              setAsTable(!asTable);
            }}
          >
            {asTable ? t('showChart') : t('showTable')}
          </Button>
        </>
      }
    >
      {asTable ? <DailyTable days={days} title={title} /> : <Chart days={days} title={title} />}
    </Panel>
  );
}

function Legend() {
  const { t } = useTranslation('stats');
  return (
    <ul aria-hidden className="flex flex-wrap gap-x-3 text-12 text-ink-2 max-sm:hidden">
      <li className="flex items-center gap-1.5">
        <span className="size-2.5 rounded-sm bg-chart-1" /> {t('legend.accepted')}
      </li>
      <li className="flex items-center gap-1.5">
        <span className="size-2.5 rounded-sm bg-chart-3" /> {t('legend.missed')}
      </li>
      <li className="flex items-center gap-1.5">
        <span className="h-0.5 w-4 bg-ink" /> {t('legend.orders')}
      </li>
    </ul>
  );
}

function Chart({ days, title }: DailyChartProps) {
  const { t } = useTranslation('stats');
  const { parentRef, width } = useParentSize({ debounceTime: 50 });
  const sum = (pick: (day: DayFigures) => number): number =>
    days.reduce((total, day) => total + pick(day), 0);
  const sentence = t('chartSentence', {
    title,
    calls: sum(({ calls }) => calls),
    accepted: sum(({ accepted }) => accepted),
    missed: sum(({ missed }) => missed),
    orders: sum(({ orders }) => orders),
  });
  return (
    <div ref={parentRef} className="w-full overflow-hidden" style={{ height }}>
      {width > 0 && (
        <svg role="img" aria-label={sentence} width={width} height={height}>
          <Marks days={days} width={width} />
        </svg>
      )}
    </div>
  );
}

function Marks({ days, width }: { days: readonly DayFigures[]; width: number }) {
  const format = useFormat();
  const most = Math.max(
    ...days.map(({ accepted, missed, orders }) => Math.max(accepted + missed, orders)),
    4,
  );
  const x = scaleBand({
    domain: days.map(({ date }) => date),
    range: [margin.left, width - margin.right],
    padding: 0.36,
  });
  const y = scaleLinear({ domain: [0, most], range: [height - margin.bottom, margin.top], nice: 4 });
  const ticks = y.ticks(4).filter(Number.isInteger);
  const middle = (date: string): number => (x(date) ?? 0) + x.bandwidth() / 2;
  const every = Math.ceil(days.length / Math.max(Math.floor(width / 88), 1));
  return (
    <>
      <GridRows
        scale={y}
        left={margin.left}
        width={width - margin.left - margin.right}
        tickValues={ticks}
        stroke="var(--chart-grid)"
      />
      {ticks.map((tick) => (
        <text
          key={tick}
          x={margin.left - 8}
          y={y(tick) + 4}
          textAnchor="end"
          fontSize={11}
          fill="var(--chart-axis)"
        >
          {format.number(tick)}
        </text>
      ))}
      {days.map(({ date, accepted, missed }) => (
        <g key={date}>
          <Bar
            x={x(date) ?? 0}
            y={y(accepted)}
            width={x.bandwidth()}
            height={y(0) - y(accepted)}
            rx={1.5}
            fill="var(--chart-1)"
          />
          <Bar
            x={x(date) ?? 0}
            y={y(accepted + missed)}
            width={x.bandwidth()}
            height={Math.max(y(accepted) - y(accepted + missed) - 1, 0)}
            rx={1.5}
            fill="var(--chart-3)"
          />
        </g>
      ))}
      <LinePath
        data={[...days]}
        x={({ date }) => middle(date)}
        y={({ orders }) => y(orders)}
        stroke="var(--surface-panel)"
        strokeWidth={4}
      />
      <LinePath
        data={[...days]}
        x={({ date }) => middle(date)}
        y={({ orders }) => y(orders)}
        stroke="var(--chart-line)"
        strokeWidth={1.75}
      />
      {days.map(({ date }, index) =>
        index % every === 0 ? (
          <text
            key={date}
            x={middle(date)}
            y={height - 6}
            textAnchor="middle"
            fontSize={11}
            fill="var(--chart-axis)"
          >
            {format.day(date)}
          </text>
        ) : null,
      )}
    </>
  );
}
