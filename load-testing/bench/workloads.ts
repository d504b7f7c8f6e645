/** Named questions of a working day; `paths` rotate, so that what a cache answers is measured apart from what it is asked. */
export interface Workload {
  readonly name: string;
  readonly what: string;
  readonly paths: readonly string[];
  readonly connections: number;
  /** For workloads that post: a body that was never sent before. */
  readonly nextForm?: () => string;
}

const CITIES = ['Москва', 'Саратов', 'Энгельс', 'Ульяновск', 'Пенза', 'Тольятти', 'Омск', 'Ярославль'];
const MONTHS = ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10'];
const MS_PER_DAY = 86_400_000;
const LAST_DAY = Date.UTC(2026, 10, 19);

const day = (offset: number): string => new Date(LAST_DAY - offset * MS_PER_DAY).toISOString().slice(0, 10);
/** Many periods of one length. */
const periods = (days: number): string[] =>
  Array.from({ length: 120 }, (_, shift) => `startDate=${day(days - 1 + shift)}&endDate=${day(shift)}`);

const city = (name: string): string => encodeURIComponent(name);

export interface WorkloadDeps {
  /** Where page 500 of the unfiltered list starts. */
  readonly cursor: string;
  readonly nextForm: () => string;
}

export const workloads = ({ cursor, nextForm }: WorkloadDeps): readonly Workload[] => [
  ...callLists(cursor),
  ...statistics,
  {
    name: 'W5',
    what: 'webhook stored before 200; bare: a row each',
    paths: ['/api/webhooks/mango/events/call'],
    connections: 50,
    nextForm,
  },
  ...orderSearches,
];

const callLists = (cursor: string): readonly Workload[] => [
  {
    name: 'W1',
    what: 'calls, page 1, by city, status and month',
    paths: CITIES.flatMap((name) =>
      MONTHS.map(
        (month) => `/api/calls?city=${city(name)}&status=answered&dateFrom=${month}-01&dateTo=${month}-28`,
      ),
    ),
    connections: 50,
  },
  { name: 'W2', what: 'calls, page 500, no filter', paths: ['/api/calls?page=500'], connections: 10 },
  { name: 'W2k', what: 'the same by cursor', paths: [`/api/calls?cursor=${cursor}`], connections: 50 },
];

const statistics: readonly Workload[] = [
  {
    name: 'W3',
    what: 'my statistics, 30 days',
    paths: periods(30).map((period) => `/api/stats/my?${period}`),
    connections: 50,
  },
  {
    name: 'W4-30',
    what: 'overall statistics, 30 days',
    paths: periods(30).map((period) => `/api/stats/overall?${period}`),
    connections: 2,
  },
  {
    name: 'W4-365',
    what: 'overall statistics, 365 days',
    paths: periods(365).map((period) => `/api/stats/overall?${period}`),
    connections: 2,
  },
];

const orderSearches: readonly Workload[] = [
  {
    name: 'W6p',
    what: 'orders by the end of a phone',
    paths: Array.from(
      { length: 100 },
      (_, index) => `/api/orders?search=${String(1000 + index * 37).padStart(4, '0')}${String(index % 10)}`,
    ),
    connections: 20,
  },
  {
    name: 'W6t',
    what: 'orders by text in name or address',
    paths: ['Кузьмин', 'Тельмана, 1', 'Садовая, 20', 'Егорова', 'Победы, 77'].map(
      (text) => `/api/orders?search=${city(text)}`,
    ),
    connections: 4,
  },
];
