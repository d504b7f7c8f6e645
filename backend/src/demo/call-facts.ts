import type { Random } from '../telephony-simulator/random.js';
import type { StoryCall } from './call-story.js';
import type { DemoOperator } from './staff.js';
import { makeCallComment } from './texts.js';

/** A call of the story with its times and outcome worked out; all lengths in seconds, all points in seconds from its arrival. */
export interface CallFacts {
  readonly id: number;
  /** Also the number behind telephony's ids. */
  readonly story: StoryCall;
  /** When the menu was left; null for calls that never saw it. */
  readonly menuUntil: number | null;
  readonly hasQueue: boolean;
  /** When phones began to ring; null when none did. */
  readonly rangAt: number | null;
  readonly answeredAt: number | null;
  readonly endedAt: number;
  readonly holdSeconds: number;
  /** Who took the call over, and when. */
  readonly transfer: { readonly to: DemoOperator; readonly at: number } | null;
  readonly disconnectReason: number;
  disposition: string | null;
  readonly comment: string | null;
}

const CALLER_LEFT = 1110;
const NO_ANSWER = 1111;
const CALLEE_LEFT = 1120;
const BUSY = 1121;
const QUEUE_TIMEOUT = 1163;
const OFF_SCHEDULE = 1192;

/** Instant of a point of the call. */
export const instantOf = ({ story }: CallFacts, seconds: number): Date =>
  new Date(story.at.getTime() + seconds * 1000);

export const talkSecondsOf = ({ answeredAt, endedAt }: CallFacts): number =>
  answeredAt === null ? 0 : endedAt - answeredAt;

export function workOut(random: Random, story: StoryCall, id: number): CallFacts {
  return story.direction === 'inbound' ? inbound(random, story, id) : dialled(random, story, id);
}

function talkLength(random: Random): number {
  const [min, max] = random.weighted([
    [[12, 60], 30],
    [[60, 150], 44],
    [[150, 330], 20],
    [[330, 780], 6],
  ] as const);
  return random.integer(min, max);
}

function inbound(random: Random, story: StoryCall, id: number): CallFacts {
  const way = wayIn(random, story);
  const base = {
    id,
    story,
    ...way,
    disconnectReason: reasonOf(random, story),
    disposition: dispositionOf(random, story),
  };
  const arrivedAt = way.menuUntil ?? 0;
  const rangAt = way.hasQueue ? arrivedAt + 1 : arrivedAt;
  if (story.outcome !== 'answered') {
    const endedAt = arrivedAt + waitInVain(random, story);
    const rang = story.missedReason === 'ringing' ? rangAt : null;
    return {
      ...base,
      rangAt: rang,
      answeredAt: null,
      endedAt,
      holdSeconds: 0,
      transfer: null,
      comment: null,
    };
  }
  const talk = talkLength(random);
  const answeredAt = rangAt + ringLength(random);
  return {
    ...{ ...base, rangAt, answeredAt, endedAt: answeredAt + talk },
    holdSeconds: talk > 60 && random.chance(0.18) ? random.integer(5, 35) : 0,
    transfer: transferOf(random, { story, answeredAt, talk }),
    comment: random.chance(0.06) ? makeCallComment(random) : null,
  };
}

const ringLength = (random: Random): number =>
  random.chance(0.88) ? random.integer(2, 14) : random.integer(15, 45);

function wayIn(
  random: Random,
  { missedReason, others }: StoryCall,
): Pick<CallFacts, 'menuUntil' | 'hasQueue'> {
  if (missedReason === 'schedule') return { menuUntil: null, hasQueue: false };
  if (missedReason === 'ivr') return { menuUntil: random.integer(3, 14), hasQueue: false };
  if (missedReason === 'queue' || others.length > 0)
    return { menuUntil: random.integer(4, 9), hasQueue: true };
  return { menuUntil: random.chance(0.5) ? random.integer(4, 9) : null, hasQueue: false };
}

function waitInVain(random: Random, { missedReason }: StoryCall): number {
  if (missedReason === 'schedule' || missedReason === 'ivr') return 0;
  return random.integer(12, 55);
}

interface Handing {
  readonly story: StoryCall;
  readonly answeredAt: number;
  readonly talk: number;
}

function transferOf(random: Random, { story, answeredAt, talk }: Handing): CallFacts['transfer'] {
  const [to] = story.others;
  if (!to || talk < 90 || !random.chance(0.04)) return null;
  return { to, at: answeredAt + random.integer(20, 60) };
}

function reasonOf(random: Random, { outcome, missedReason }: StoryCall): number {
  if (outcome === 'answered') return random.chance(0.6) ? CALLER_LEFT : CALLEE_LEFT;
  if (outcome === 'busy') return BUSY;
  if (outcome === 'no_answer') return NO_ANSWER;
  if (missedReason === 'schedule') return OFF_SCHEDULE;
  if (missedReason === 'ringing' && random.chance(0.4)) return QUEUE_TIMEOUT;
  return CALLER_LEFT;
}

const TALKED = [
  ['consultation', 34],
  ['refusal', 21],
  ['callback', 14],
  ['wrong_number', 8],
  ['spam', 8],
  ['warranty', 6],
  [null, 9],
] as const;
const CALLED_BACK = [
  ['consultation', 35],
  ['quality_check', 26],
  ['callback', 14],
  ['refusal', 12],
  [null, 13],
] as const;

/** Before orders are told of; those change it to `order`. */
function dispositionOf(random: Random, { direction, outcome, client }: StoryCall): string | null {
  if (direction === 'internal') return null;
  if (outcome === 'answered')
    return random.weighted(direction === 'inbound' && client ? TALKED : CALLED_BACK);
  return direction === 'outbound' && random.chance(0.5) ? 'no_answer_follow_up' : null;
}

function dialled(random: Random, story: StoryCall, id: number): CallFacts {
  const isAnswered = story.outcome === 'answered';
  const ring = random.integer(4, story.outcome === 'no_answer' ? 40 : 18);
  const talk = isAnswered ? Math.ceil(talkLength(random) * 0.7) : 0;
  return {
    ...{
      id,
      story,
      menuUntil: null,
      hasQueue: false,
      rangAt: 0,
      transfer: null,
      holdSeconds: 0,
      comment: null,
    },
    ...{ answeredAt: isAnswered ? ring : null, endedAt: ring + talk },
    disconnectReason: reasonOf(random, story),
    disposition: dispositionOf(random, story),
  };
}
