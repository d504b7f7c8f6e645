import { dayOf, daysBetween } from '../platform/time.js';
import type { Random } from '../telephony-simulator/random.js';
import { instantOf, type CallFacts } from './call-facts.js';
import type { Client } from './call-story.js';
import { promisedBack, walk, type OrderPath, type Status } from './order-path.js';
import { createSlotBook, type DaysAhead } from './slot-book.js';
import type { DemoCity, DemoMaster, Staff } from './staff.js';
import { makeNonOrder, makeOrderComment, makeProblem, makeRefusal, type Direction } from './texts.js';

/** A visit of the demo with all that happened to it. */
export interface DemoOrder {
  readonly id: number;
  readonly client: Client;
  readonly call: CallFacts;
  readonly city: DemoCity;
  readonly direction: Direction;
  readonly type: 'first_time' | 'repeat' | 'warranty';
  readonly problem: string;
  readonly createdAt: Date;
  readonly meetingAt: Date;
  readonly path: OrderPath;
  /** Null while nobody has been named. */
  readonly master: DemoMaster | null;
  readonly slotPlace: number | null;
  readonly reason: string | null;
  readonly money: Money | null;
  readonly prepayment: number | null;
  readonly promisedBack: Date | null;
  readonly comment: string | null;
}

/** Roubles; `result` is what the client paid. */
export interface Money {
  readonly result: number;
  readonly expenditure: number;
}

export interface OrdersOptions {
  readonly random: Random;
  readonly staff: Staff;
  /** Worked out, in order of time. */
  readonly calls: readonly CallFacts[];
  readonly count: number;
  readonly firstId: number;
  readonly now: Date;
}

const MINUTE_MS = 60_000;
const DIRECTIONS = [
  ['kp', 40],
  ['bt', 38],
  ['mnch', 22],
] as const;
const TAKES_NO_SEAT: ReadonlySet<Status> = new Set<Status>(['refused', 'not_an_order']);
const OLD_DAYS_MS = 180 * 86_400_000;

/** Orders made of answered calls, in order of creation; the calls they came from get the outcome `order`. */
export function makeOrders(options: OrdersOptions): DemoOrder[] {
  const { random, calls, now, firstId } = options;
  const possible = calls.filter(
    ({ story, endedAt }) =>
      story.direction === 'inbound' && story.outcome === 'answered' && story.client && endedAt > 40,
  );
  const chosen = choose(options, possible);
  const book = createSlotBook();
  const completed = new Map<string, Date>();
  const orders: DemoOrder[] = [];
  for (const call of possible) {
    if (!chosen.has(call)) continue;
    const createdAt = new Date(
      Math.min(
        instantOf(call, call.endedAt).getTime() + random.integer(1, 4) * MINUTE_MS,
        now.getTime() - 9 * MINUTE_MS,
      ),
    );
    const order = makeOrder(options, { call, createdAt, id: firstId + orders.length, book, completed });
    call.disposition = order.type === 'warranty' ? 'warranty' : 'order';
    orders.push(order);
  }
  return orders;
}

/** Most talks of the last days sold a visit; of the others, as many as are needed. */
function choose(
  { random, count, now }: OrdersOptions,
  possible: readonly CallFacts[],
): ReadonlySet<CallFacts> {
  const isFresh = ({ story }: CallFacts): boolean =>
    now.getTime() - story.at.getTime() < CROWDED_DAYS * DAY_MS;
  const fresh = possible.filter((call) => isFresh(call) && random.chance(CROWDED_SHARE)).slice(-count);
  const older = possible.filter((call) => !isFresh(call));
  return new Set([...fresh, ...random.sample(older, Math.max(count - fresh.length, 0))]);
}

interface Making {
  readonly call: CallFacts;
  readonly createdAt: Date;
  readonly id: number;
  readonly book: ReturnType<typeof createSlotBook>;
  /** When work for a client was last completed, by phone. */
  readonly completed: Map<string, Date>;
}

function makeOrder(
  { random, staff, now }: OrdersOptions,
  { call, createdAt, id, book, completed }: Making,
): DemoOrder {
  const { client } = call.story;
  const city = staff.cities.find(({ name }) => name === call.story.line.city);
  if (!client || !city) throw new Error('An order needs a client and a city');
  const direction = random.weighted(DIRECTIONS);
  const daysAhead = daysAheadOf({ createdAt, now }, city);
  const meetingAt = book.propose(random, {
    city,
    direction,
    from: createdAt,
    ...(daysAhead && { daysAhead }),
  });
  const path = walk(random, { createdAt, meetingAt, now });
  const slotPlace = TAKES_NO_SEAT.has(path.status) ? null : book.take(city, direction, meetingAt);
  const { text, from } = makeProblem(random, direction);
  const master = path.namedAt ? pickMaster(random, staff.masters, { city: city.name, direction }) : null;
  const type = typeOf(random, completed.get(client.phone), createdAt);
  if (path.status === 'completed') completed.set(client.phone, createdAt);
  return {
    ...{
      id,
      client,
      call,
      city,
      direction,
      type,
      problem: text,
      createdAt,
      meetingAt,
      path,
      master,
      slotPlace,
    },
    reason: reasonOf(random, path.status),
    money: moneyOf(random, { status: path.status, from }),
    ...workshopOf(random, path),
    comment: random.chance(0.12) ? makeOrderComment(random) : null,
  };
}

const CROWDED_DAYS = 2;
const CROWDED_SHARE = 0.75;
const DAY_MS = 86_400_000;

/** Visits sold in the last days gather on today and tomorrow, so that whoever opens the slots finds some of them full. */
function daysAheadOf(
  { createdAt, now }: { createdAt: Date; now: Date },
  { timezone }: DemoCity,
): DaysAhead | null {
  const today = daysBetween(dayOf(createdAt, timezone), dayOf(now, timezone));
  if (today >= CROWDED_DAYS) return null;
  return [
    [today, 48],
    [today + 1, 40],
    [today + 2, 12],
  ];
}

function typeOf(random: Random, completedAt: Date | undefined, createdAt: Date): DemoOrder['type'] {
  if (!completedAt) return 'first_time';
  const isFresh = createdAt.getTime() - completedAt.getTime() < OLD_DAYS_MS;
  return isFresh && random.chance(0.3) ? 'warranty' : 'repeat';
}

function pickMaster(
  random: Random,
  masters: readonly DemoMaster[],
  place: { city: string; direction: Direction },
): DemoMaster {
  return random.pick(
    masters.filter((master) => master.city === place.city && master.direction === place.direction),
  );
}

function reasonOf(random: Random, status: Status): string | null {
  if (status === 'refused') return makeRefusal(random);
  return status === 'not_an_order' ? makeNonOrder(random) : null;
}

const NO_MONEY: Money = { result: 0, expenditure: 0 };

function moneyOf(random: Random, { status, from }: { status: Status; from: number }): Money | null {
  if (TAKES_NO_SEAT.has(status)) return NO_MONEY;
  if (status !== 'completed') return null;
  const result = Math.round((from * (1 + 2.6 * random.next() ** 2)) / 100) * 100;
  const expenditure = random.chance(0.45) ? Math.round((result * (0.05 + 0.3 * random.next())) / 10) * 10 : 0;
  return { result, expenditure };
}

function workshopOf(random: Random, { steps }: OrderPath): Pick<DemoOrder, 'prepayment' | 'promisedBack'> {
  const taken = steps.find(({ to }) => to === 'workshop');
  if (!taken) return { prepayment: null, promisedBack: null };
  const prepayment = random.chance(0.6) ? random.integer(1, 6) * 500 : null;
  return { prepayment, promisedBack: promisedBack(random, taken.at) };
}
