import { data, operation } from '../../platform/http/operation.js';
import {
  array,
  day,
  id,
  instant,
  integer,
  money,
  nullable,
  object,
  optional,
  string,
  timezone,
  type Infer,
  type Schema,
} from '../../platform/http/schema.js';
import { ORDER_STATUSES, type OrderStatus } from '../orders/index.js';

const TAG = 'stats';

export const MAX_DAYS = 366;
export const DEFAULT_DAYS = 30;

const PERIOD_QUERY = {
  startDate: optional(day({ description: 'Of the organisation’s zone, included; 30 days back by default' })),
  endDate: optional(
    day({ description: `Included; today by default. At most ${String(MAX_DAYS)} days after startDate` }),
  ),
};

const count = (description?: string): Schema<number> =>
  integer({ minimum: 0, ...(description !== undefined && { description }) });
const total = (description: string): Schema<number> =>
  money({ minimum: -9_999_999_999, maximum: 9_999_999_999, description });

const PERSON = object({ id: id(), name: string() }, { name: 'StatsPerson' });
const PERIOD = object({ startDate: day(), endDate: day(), timezone: timezone() }, { name: 'StatsPeriod' });
const AS_OF = instant({ description: 'When it was counted' });

const RATE = nullable(
  integer({ minimum: 0, maximum: 100, description: 'round(100 × accepted / total); null when total is 0' }),
);

export const CALL_FIGURES = object(
  {
    total: count('Inbound calls that arrived in the period, those that ring or are talked on included'),
    accepted: count('Of these, answered'),
    missed: count('Of these, not answered, whatever the reason'),
    acceptanceRate: RATE,
    missedByReason: object(
      { ivr: count(), queue: count(), ringing: count(), schedule: count() },
      { name: 'MissedByReason' },
    ),
    outbound: object(
      { total: count(), answered: count(), talkSeconds: count('Sum of their conversations') },
      { name: 'OutboundFigures' },
    ),
    talkSeconds: count('Sum of conversations of accepted calls'),
    averageTalkSeconds: nullable(count('talkSeconds / accepted, rounded; null when none was accepted')),
    averageWaitSeconds: nullable(count('From arrival to answer, of accepted calls; null when none')),
  },
  { name: 'CallFigures' },
);
export type CallFigures = Infer<typeof CALL_FIGURES>;

const BY_STATUS = object(
  Object.fromEntries(ORDER_STATUSES.map((status) => [status, count()])) as Record<
    OrderStatus,
    Schema<number>
  >,
  { name: 'OrdersByStatus', description: 'By the status of today' },
);

const MONEY = {
  result: total('Paid by clients of completed orders'),
  clean: total('result − expenditure of completed orders'),
  masterChange: total('Handed over by masters for completed orders'),
};

export const ORDER_FIGURES = object(
  { total: count('Orders created in the period'), byStatus: BY_STATUS, ...MONEY },
  { name: 'OrderFigures' },
);
export type OrderFigures = Infer<typeof ORDER_FIGURES>;

const DAY_FIGURES = object(
  { date: day(), calls: count(), accepted: count(), missed: count(), orders: count() },
  { name: 'DayFigures' },
);
export type DayFigures = Infer<typeof DAY_FIGURES>;

const FIGURES = {
  period: PERIOD,
  asOf: AS_OF,
  calls: CALL_FIGURES,
  orders: ORDER_FIGURES,
  dailyStats: array(DAY_FIGURES, { description: 'A row for every day of the period' }),
};

export const PERSON_STATS = object(
  {
    operator: PERSON,
    ...FIGURES,
  },
  {
    name: 'PersonStats',
    description:
      'Of one person: accepted are calls he answered first, missed those that rang at him and nobody answered, total is both; orders ' +
      'by author, for a master those given to him',
  },
);
export type PersonStats = Infer<typeof PERSON_STATS>;

/** Figures of one operator, city or campaign. */
const SHARE = {
  calls: CALL_FIGURES,
  orders: object({ total: count(), completed: count() }, { name: 'OrderShare' }),
  ...MONEY,
};

const OPERATOR_SHARE = object({ operator: PERSON, ...SHARE }, { name: 'OperatorStats' });
const CITY_SHARE = object(
  { city: nullable(string({ description: 'Null: calls of unknown numbers' })), ...SHARE },
  { name: 'CityStats' },
);
const RK_SHARE = object(
  { rk: nullable(string({ description: 'Null: calls of unknown numbers' })), ...SHARE },
  { name: 'RkStats' },
);

export const OVERALL_STATS = object(
  {
    ...FIGURES,
    operatorStats: array(OPERATOR_SHARE, {
      description: 'Active operators and whoever has figures, most calls first',
    }),
    cityStats: array(CITY_SHARE),
    rkStats: array(RK_SHARE),
  },
  { name: 'OverallStats' },
);
export type OverallStats = Infer<typeof OVERALL_STATS>;

export const getMyStats = operation({
  id: 'getMyStats',
  method: 'get',
  path: '/stats/my',
  access: 'signed-in',
  tag: TAG,
  summary: 'My calls and orders',
  query: PERIOD_QUERY,
  success: data(PERSON_STATS),
});

export const getOperatorStats = operation({
  id: 'getOperatorStats',
  method: 'get',
  path: '/stats/operator/:id',
  access: 'stats:read',
  tag: TAG,
  summary: 'Calls and orders of another person, within the cities of the caller',
  params: { id: id() },
  query: PERIOD_QUERY,
  success: data(PERSON_STATS),
});

export const getOverallStats = operation({
  id: 'getOverallStats',
  method: 'get',
  path: '/stats/overall',
  access: 'stats:read',
  tag: TAG,
  summary: 'Calls, orders and money by day, operator, city and campaign, within the cities of the caller',
  description: 'Kept for 30 seconds; `asOf` tells when it was counted.',
  query: PERIOD_QUERY,
  success: data(OVERALL_STATS),
});

export const statsOperations = [getMyStats, getOperatorStats, getOverallStats];
