import type { Random } from '../telephony-simulator/random.js';

export type Status =
  'new' | 'assigned' | 'on_the_way' | 'in_progress' | 'workshop' | 'completed' | 'refused' | 'not_an_order';

export interface PathStep {
  readonly to: Status;
  readonly at: Date;
}

/** How an order went until now: the steps after its creation, in order. */
export interface OrderPath {
  readonly status: Status;
  readonly steps: readonly PathStep[];
  /** Whether a master is named, and when. */
  readonly namedAt: Date | null;
}

export interface PathTimes {
  readonly createdAt: Date;
  readonly meetingAt: Date;
  readonly now: Date;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Where an order stands by how far its visit lies back; hours, the first line that fits. */
const BY_AGE: readonly (readonly [number, readonly (readonly [Status, number])[]])[] = [
  [
    -1,
    [
      ['new', 46],
      ['assigned', 42],
      ['refused', 8],
      ['not_an_order', 4],
    ],
  ],
  [
    0,
    [
      ['new', 16],
      ['assigned', 38],
      ['on_the_way', 38],
      ['refused', 8],
    ],
  ],
  [
    1,
    [
      ['assigned', 10],
      ['on_the_way', 22],
      ['in_progress', 52],
      ['completed', 8],
      ['refused', 8],
    ],
  ],
  [
    4,
    [
      ['new', 2],
      ['on_the_way', 4],
      ['in_progress', 24],
      ['workshop', 8],
      ['completed', 48],
      ['refused', 10],
      ['not_an_order', 4],
    ],
  ],
  [
    48,
    [
      ['new', 1],
      ['in_progress', 2],
      ['workshop', 10],
      ['completed', 65],
      ['refused', 15],
      ['not_an_order', 7],
    ],
  ],
  [
    240,
    [
      ['workshop', 7],
      ['completed', 68],
      ['refused', 17],
      ['not_an_order', 8],
    ],
  ],
  [
    Number.POSITIVE_INFINITY,
    [
      ['completed', 73],
      ['refused', 18],
      ['not_an_order', 9],
    ],
  ],
];

const WAY: readonly Status[] = ['assigned', 'on_the_way', 'in_progress'];

export function walk(random: Random, times: PathTimes): OrderPath {
  const hoursSince = (times.now.getTime() - times.meetingAt.getTime()) / HOUR;
  const weights = BY_AGE.find(([limit]) => hoursSince < limit)?.[1] ?? [];
  const status = random.weighted(weights);
  const statuses = statusesUntil(random, status);
  const wanted = statuses.map((to) => wantedTime(random, to, times));
  const namedAt =
    statuses[0] === 'assigned' || random.chance(0.45)
      ? new Date(times.createdAt.getTime() + random.integer(2, 9) * MINUTE)
      : null;
  const instants = inOrder([...(namedAt ? [namedAt] : []), ...wanted], times);
  const [first] = instants;
  const offset = namedAt ? 1 : 0;
  return {
    status,
    namedAt: namedAt && first ? first : null,
    steps: statuses.map((to, index) => ({ to, at: instants[index + offset] ?? times.now })),
  };
}

/** Statuses passed on the way, `new` left out: it is where all begin. */
function statusesUntil(random: Random, status: Status): Status[] {
  if (status === 'new') return [];
  const at = WAY.indexOf(status);
  if (at >= 0) return WAY.slice(0, at + 1);
  if (status === 'workshop') return [...WAY, 'workshop'];
  if (status === 'completed')
    return random.chance(0.12) ? [...WAY, 'workshop', 'completed'] : [...WAY, 'completed'];
  if (random.chance(0.55)) return [status];
  return status === 'refused' ? [...WAY, 'refused'] : ['assigned', 'not_an_order'];
}

function wantedTime(random: Random, to: Status, { createdAt, meetingAt }: PathTimes): Date {
  const meeting = meetingAt.getTime();
  const after = (minutes: number): Date => new Date(meeting + minutes * MINUTE);
  switch (to) {
    case 'assigned':
      return new Date(createdAt.getTime() + random.integer(10, 90) * MINUTE);
    case 'on_the_way':
      return after(-random.integer(20, 50));
    case 'in_progress':
      return after(random.integer(-5, 25));
    case 'workshop':
      return after(random.integer(40, 90));
    case 'completed':
      return after(random.integer(45, 170));
    case 'refused':
    case 'not_an_order':
      return new Date(createdAt.getTime() + random.integer(12, 600) * MINUTE);
    case 'new':
      return createdAt;
  }
}

/** Each at least a minute after the one before, all after the creation and before the present. */
function inOrder(wanted: readonly Date[], { createdAt, now }: PathTimes): Date[] {
  let before = createdAt.getTime();
  return wanted.map((at, index) => {
    const latest = now.getTime() - (wanted.length - index) * MINUTE;
    before = Math.max(before + MINUTE, Math.min(at.getTime(), latest));
    return new Date(before);
  });
}

/** When a device taken along is promised back: mostly ahead, now and then overdue. */
export const promisedBack = (random: Random, takenAt: Date): Date =>
  new Date(takenAt.getTime() + random.integer(1, 9) * DAY);
