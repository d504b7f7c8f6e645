import type { FoldContext } from './conclusion.js';
import type { CallEvent, Direction, SummaryEvent } from './event-types.js';
import type { LegTrace } from './legs.js';

const isLive = ({ state }: CallEvent): boolean => state === 'appeared' || state === 'connected';

/**
 * Id of the command that started a callback, undefined when the call is none, null when it is one without an id.
 * A `command_id` alone proves little: routed and transferred legs bear one too, and so does the end of a leg that was
 * transferred by command. Only on a leg taken from no other, while it rings or talks, does it mean a callback.
 */
function callbackOf(legs: readonly LegTrace[], ids: ReadonlySet<string>): string | null | undefined {
  const events = legs.flatMap((leg) => leg.events);
  const known = events.find(({ commandId }) => commandId !== null && ids.has(commandId));
  if (known !== undefined) return known.commandId;
  const commands = legs.flatMap((leg) =>
    leg.events.filter(isLive).flatMap(({ commandId }) => commandId ?? []),
  );
  const isMarked = events.some(
    ({ callbackInitiator, taskId }) => callbackInitiator !== null || taskId !== null,
  );
  if (isMarked) return commands[0] ?? null;
  const roots = legs.filter(({ takenFrom }) => takenFrom === null);
  return roots.flatMap((leg) => leg.events.filter(isLive)).find(({ commandId }) => commandId !== null)
    ?.commandId;
}

function directionOfSides(fromExtension: string | null, toExtension: string | null): Direction {
  if (fromExtension === null) return 'inbound';
  return toExtension === null ? 'outbound' : 'internal';
}

function directionOfLegs(legs: readonly LegTrace[]): Direction {
  const root = legs.find(({ takenFrom }) => takenFrom === null);
  if (root !== undefined) return directionOfSides(root.from.extension, root.to.extension);
  // Both sides of a derived leg may be ours: that is a consultation of a call whose beginning is not known.
  const isDialled = legs.some(({ from, to }) => from.extension !== null && to.extension === null);
  return isDialled ? 'outbound' : 'inbound';
}

export interface DirectionReading {
  direction: Direction;
  isCallback: boolean;
  callbackCommandId: string | null;
}

function guessDirection(legs: readonly LegTrace[], summary: SummaryEvent | null): Direction {
  if (legs.length > 0 || summary === null) return directionOfLegs(legs);
  return directionOfSides(summary.from.extension, summary.to.extension);
}

/** The summary's word, else callback signs, else whose extensions the first leg names. */
export function readDirection(
  legs: readonly LegTrace[],
  summary: SummaryEvent | null,
  context: FoldContext,
): DirectionReading {
  const callback = callbackOf(legs, context.callbackCommandIds ?? new Set());
  const told = summary?.direction ?? null;
  if (callback !== undefined && (told === null || told === 'outbound')) {
    return { direction: 'outbound', isCallback: true, callbackCommandId: callback };
  }
  return { direction: told ?? guessDirection(legs, summary), isCallback: false, callbackCommandId: null };
}
