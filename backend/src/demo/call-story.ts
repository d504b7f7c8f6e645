import { dayOf, instantAt, addDays, wallClock } from '../platform/time.js';
import type { Random } from '../telephony-simulator/random.js';
import { spreadInstants, type Span } from './day-shape.js';
import { isOnShift, type DemoLine, type DemoOperator, type Staff } from './staff.js';
import { makeAddress, makeName } from './texts.js';

export interface Client {
  /** E.164 */
  readonly phone: string;
  readonly name: string;
  readonly address: string;
  readonly line: DemoLine;
}

export type Outcome = 'answered' | 'missed' | 'busy' | 'no_answer';
export type MissedReason = 'ivr' | 'queue' | 'ringing' | 'schedule';

/** One call before its details are worked out. */
export interface StoryCall {
  readonly at: Date;
  readonly direction: 'inbound' | 'outbound' | 'internal';
  /** Null when the number is hidden, and for internal calls. */
  readonly client: Client | null;
  readonly line: DemoLine;
  readonly operator: DemoOperator;
  /** Others at whose phones it rang. */
  readonly others: readonly DemoOperator[];
  outcome: Outcome;
  missedReason: MissedReason | null;
}

export interface CallStoryOptions {
  readonly random: Random;
  readonly staff: Staff;
  readonly span: Span;
  readonly count: number;
}

const OUTBOUND = 0.16;
const INTERNAL = 0.02;
const OPEN_HOUR = 9;
const CLOSE_HOUR = 20;
/** How many clients are still owed a call when the demo begins. */
export const OPEN_DEBTS = 5;
const MINUTE_MS = 60_000;
/** The newest call ended before the demo begins. */
const LATEST_MS = 20 * MINUTE_MS;

/** Calls of the whole span in order of time: `count` of them, with {@link OPEN_DEBTS} clients waiting for a call at its end. */
export function tellCalls(options: CallStoryOptions): StoryCall[] {
  const { count, span, random } = options;
  const past = { ...span, now: new Date(span.now.getTime() - LATEST_MS) };
  const outboundCount = Math.round(count * OUTBOUND);
  const internalCount = Math.round(count * INTERNAL);
  const cast = createCasting(options);
  const inbound = spreadInstants(random, past, count - outboundCount - internalCount).map((at) =>
    tellInbound(options, cast, at),
  );
  const outbound = tellOutbound({ ...options, span: past }, cast, { inbound, count: outboundCount });
  const internal = spreadInstants(random, past, internalCount).map((at) => tellInternal(options, cast, at));
  const calls = [...inbound, ...outbound, ...internal].sort(
    (one, other) => one.at.getTime() - other.at.getTime(),
  );
  settleDebts(calls);
  return calls;
}

/** Chooses who plays in a call. */
interface Casting {
  client(): Client;
  operators(at: Date, count: number): [DemoOperator, ...DemoOperator[]];
}

const RETURNING = 0.42;
const REMEMBERED = 900;

function createCasting({ random, staff, span }: CallStoryOptions): Casting {
  const recent: Client[] = [];
  const cities = staff.cities.map((city) => [city.name, city.weight] as const);
  const linesOf = new Map(
    staff.cities.map(({ name }) => [name, staff.lines.filter(({ city }) => city === name)]),
  );
  const shifts = new Map<string, DemoOperator[]>();
  let clients = 0;

  const newClient = (): Client => {
    const city = random.weighted(cities);
    const lines = linesOf.get(city) ?? [];
    clients += 1;
    // Spread over the range by a step that is prime to it, so that no two clients share a number.
    const digits = String(2_000_000 + ((clients * 7_919) % 1_000_000)).padStart(7, '0');
    const line = random.pick(lines.length > 0 ? lines : staff.lines);
    return { phone: `+7999${digits}`, name: makeName(random).spoken, address: makeAddress(random), line };
  };
  const onShift = (day: string): DemoOperator[] => {
    const known = shifts.get(day) ?? staff.operators.filter((_, index) => isOnShift(index, day));
    shifts.set(day, known);
    return known;
  };

  return {
    client: () => {
      if (recent.length > 20 && random.chance(RETURNING)) return random.pick(recent);
      const client = newClient();
      recent.push(client);
      if (recent.length > REMEMBERED) recent.shift();
      return client;
    },
    operators: (at, count) => {
      const rest = [...onShift(dayOf(at, span.timeZone))];
      const chosen = Array.from({ length: Math.min(count, rest.length) }, () => {
        const one = random.weighted(rest.map((operator) => [operator, operator.weight] as const));
        rest.splice(rest.indexOf(one), 1);
        return one;
      });
      const [first = random.pick(staff.operators), ...others] = chosen;
      return [first, ...others];
    },
  };
}

function tellInbound({ random, span, staff }: CallStoryOptions, cast: Casting, at: Date): StoryCall {
  const client = random.chance(0.02) ? null : cast.client();
  const [operator, ...others] = cast.operators(at, random.integer(1, 4));
  const { hour } = wallClock(at, span.timeZone);
  const isOpen = hour >= OPEN_HOUR - 1 && hour <= CLOSE_HOUR;
  const isAnswered = random.chance(isOpen ? 0.875 : 0.12);
  const reason = isOpen ? random.weighted(OPEN_REASONS) : random.weighted(CLOSED_REASONS);
  return {
    ...{ at, direction: 'inbound', client, operator, others },
    line: client?.line ?? random.pick(staff.lines),
    outcome: isAnswered ? 'answered' : 'missed',
    missedReason: isAnswered ? null : reason,
  };
}

const OPEN_REASONS = [
  ['ringing', 45],
  ['queue', 32],
  ['ivr', 23],
] as const;
const CLOSED_REASONS = [
  ['schedule', 75],
  ['ivr', 25],
] as const;

interface OutboundWork {
  readonly inbound: readonly StoryCall[];
  readonly count: number;
}

/** First the callers nobody reached are called back, then whoever is on the list: quality, reminders, masters' questions. */
function tellOutbound(
  options: CallStoryOptions,
  cast: Casting,
  { inbound, count }: OutboundWork,
): StoryCall[] {
  const { random, span } = options;
  const callbacks = inbound
    .filter(({ outcome, client }) => outcome === 'missed' && client)
    .flatMap((call) => callBack(options, cast, call));
  const calls = callbacks.filter(({ at }) => at < span.now).slice(0, count);
  const answered = inbound.filter(({ outcome, client }) => outcome === 'answered' && client);
  for (const at of spreadInstants(random, span, count - calls.length)) {
    const { client, line } = random.pick(answered);
    const outcome = random.weighted(DIALLED);
    calls.push({
      at,
      direction: 'outbound',
      client,
      line,
      operator: cast.operators(at, 1)[0],
      others: [],
      outcome,
      missedReason: null,
    });
  }
  return calls;
}

const DIALLED = [
  ['answered', 58],
  ['no_answer', 30],
  ['busy', 12],
] as const;

/** Perhaps one try in vain, then a talk, within a few hours of opening. */
function callBack(
  { random, span }: CallStoryOptions,
  cast: Casting,
  { at, client, line }: StoryCall,
): StoryCall[] {
  const first = inOpenHours(
    new Date(at.getTime() + random.integer(4, 90) * MINUTE_MS),
    span.timeZone,
    random,
  );
  const call = (when: Date, outcome: Outcome): StoryCall => ({
    ...{ at: when, direction: 'outbound', client, line, operator: cast.operators(when, 1)[0], others: [] },
    ...{ outcome, missedReason: null },
  });
  if (!random.chance(0.25)) return [call(first, 'answered')];
  const second = inOpenHours(
    new Date(first.getTime() + random.integer(20, 120) * MINUTE_MS),
    span.timeZone,
    random,
  );
  return [call(first, random.chance(0.7) ? 'no_answer' : 'busy'), call(second, 'answered')];
}

function inOpenHours(at: Date, timeZone: string, random: Random): Date {
  const { day, hour } = wallClock(at, timeZone);
  if (hour >= OPEN_HOUR && hour < CLOSE_HOUR) return at;
  const opening = instantAt(
    hour < OPEN_HOUR ? day : addDays(day, 1),
    { hour: OPEN_HOUR, minute: 0 },
    timeZone,
  );
  return new Date(opening.getTime() + random.integer(1, 90) * MINUTE_MS);
}

function tellInternal({ staff, random }: CallStoryOptions, cast: Casting, at: Date): StoryCall {
  const [operator, other = random.pick(staff.operators)] = cast.operators(at, 2);
  const outcome = random.chance(0.8) ? 'answered' : 'no_answer';
  const line = random.pick(staff.lines);
  return {
    at,
    direction: 'internal',
    client: null,
    line,
    operator,
    others: [other],
    outcome,
    missedReason: null,
  };
}

/** Misses since the last talk, by client, of calls in order of time. */
export function openDebts(calls: readonly StoryCall[]): Map<string, StoryCall[]> {
  const debts = new Map<string, StoryCall[]>();
  for (const call of calls) {
    if (!call.client || call.direction === 'internal') continue;
    const { phone } = call.client;
    if (call.outcome === 'answered') debts.delete(phone);
    if (call.outcome === 'missed') debts.set(phone, [...(debts.get(phone) ?? []), call]);
  }
  return debts;
}

/** Leaves the newest few debts; a caller whom the story forgot is taken as answered after all. */
function settleDebts(calls: StoryCall[]): void {
  const byAge = [...openDebts(calls).values()].sort((one, other) => latest(other) - latest(one));
  for (const missed of byAge.slice(OPEN_DEBTS)) for (const call of missed) answer(call);
  const lastCalls = new Set<string>();
  let lacking = OPEN_DEBTS - Math.min(byAge.length, OPEN_DEBTS);
  for (const call of calls.toReversed()) {
    if (lacking === 0) return;
    if (!call.client || lastCalls.has(call.client.phone)) continue;
    lastCalls.add(call.client.phone);
    if (call.direction !== 'inbound' || call.outcome !== 'answered') continue;
    call.outcome = 'missed';
    call.missedReason = 'ringing';
    lacking -= 1;
  }
}

const latest = (calls: readonly StoryCall[]): number => calls.at(-1)?.at.getTime() ?? 0;

function answer(call: StoryCall): void {
  call.outcome = 'answered';
  call.missedReason = null;
}
