import { instantAt } from '../platform/time.js';
import { createRandom, type Random } from '../telephony-simulator/random.js';
import { instantOf, talkSecondsOf, type CallFacts } from './call-facts.js';
import { daysOf, type Span } from './day-shape.js';
import type { Columns, Row } from './insert-rows.js';
import { isOnShift, type Staff } from './staff.js';

export const PRESENCE_COLUMNS: Columns = {
  organization_id: 'int',
  operator_id: 'int',
  status_work: 'text',
  started_at: 'timestamptz',
  ended_at: 'timestamptz',
  set_by: 'text',
};

type StatusWork = 'online' | 'break' | 'on_call' | 'wrap_up';

interface Stretch {
  readonly status: StatusWork;
  readonly from: number;
  readonly to: number;
}

const MINUTE_MS = 60_000;
/** The present state of everybody began this long before the demo. */
const PRESENT_MS = 12 * MINUTE_MS;

/** The present state of an operator: most of those on shift are online, one in six has a break. */
export function presentOf(index: number): 'online' | 'break' {
  return index % 6 === 4 ? 'break' : 'online';
}

export interface PresenceOptions {
  readonly staff: Staff;
  readonly span: Span;
  readonly calls: readonly CallFacts[];
}

/** Since when the present state of everybody lasts. */
export const presentSince = ({ now }: Span): Date => new Date(now.getTime() - PRESENT_MS);

/** Working time of every operator: shifts with a break at noon, talks and wrap-ups inside, and the state that lasts. */
export function* toPresenceRows({ staff, span, calls }: PresenceOptions): Generator<Row> {
  const random = createRandom(33);
  const talks = talksByOperator(calls);
  const since = presentSince(span);
  for (const [index, { id }] of staff.operators.entries()) {
    const base = { organization_id: staff.organizationId, operator_id: id };
    const days = daysOf(span).filter((day) => isOnShift(index, day));
    const stretches = days.flatMap((day) => [...shiftOf(random, { day, span, talks: talks.get(id) ?? [] })]);
    for (const stretch of stretches.filter(({ from }) => from < since.getTime())) {
      yield rowOf(base, { ...stretch, to: Math.min(stretch.to, since.getTime()) });
    }
    yield { ...base, status_work: presentOf(index), started_at: since, ended_at: null, set_by: 'person' };
  }
}

const rowOf = (base: Row, { status, from, to }: Stretch): Row => ({
  ...base,
  status_work: status,
  started_at: new Date(from),
  ended_at: new Date(to),
  set_by: status === 'on_call' || status === 'wrap_up' ? 'system' : 'person',
});

interface Talk {
  readonly from: number;
  readonly to: number;
}

function talksByOperator(calls: readonly CallFacts[]): Map<number, Talk[]> {
  const talks = new Map<number, Talk[]>();
  for (const call of calls) {
    if (call.answeredAt === null || call.story.direction === 'internal') continue;
    const from = instantOf(call, call.answeredAt).getTime();
    const { id } = call.story.operator;
    const talk = { from, to: from + talkSecondsOf(call) * 1000 };
    const known = talks.get(id);
    if (known) known.push(talk);
    else talks.set(id, [talk]);
  }
  return talks;
}

interface Shift {
  readonly day: string;
  readonly span: Span;
  readonly talks: readonly Talk[];
}

function* shiftOf(random: Random, { day, span, talks }: Shift): Generator<Stretch> {
  const at = (hour: number, minutes: number): number =>
    instantAt(day, { hour, minute: 0 }, span.timeZone).getTime() + minutes * MINUTE_MS;
  const start = at(9, random.integer(-12, 6));
  const breakFrom = at(random.integer(12, 14), random.integer(0, 30));
  const breakTo = breakFrom + random.integer(45, 62) * MINUTE_MS;
  const end = at(20, random.integer(-5, 20));
  yield* worked(random, { from: start, to: breakFrom }, talks);
  yield { status: 'break', from: breakFrom, to: breakTo };
  yield* worked(random, { from: breakTo, to: end }, talks);
}

/** A stretch at the desk, cut by the talks that fall into it whole and do not overlap. */
function* worked(random: Random, { from, to }: Talk, talks: readonly Talk[]): Generator<Stretch> {
  let cursor = from;
  for (const talk of talks) {
    const wrapUpTo = talk.to + random.integer(8, 40) * 1000;
    if (talk.from <= cursor || wrapUpTo >= to) continue;
    yield { status: 'online', from: cursor, to: talk.from };
    yield { status: 'on_call', from: talk.from, to: talk.to };
    yield { status: 'wrap_up', from: talk.to, to: wrapUpTo };
    cursor = wrapUpTo;
  }
  if (cursor < to) yield { status: 'online', from: cursor, to };
}
