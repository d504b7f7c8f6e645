import { createCallIds, type CallPlan, type Employee } from './calls/call-plan.js';
import { chooseScenario, SCENARIOS, type ScenarioName } from './calls/scenarios.js';
import type { CallScript, Step } from './calls/script.js';
import type { Delivery } from './delivery.js';
import type { Random } from './random.js';

export interface Cast {
  readonly employees: readonly Employee[];
  /** Company numbers as Mango writes them. */
  readonly lines: readonly string[];
  readonly group: string;
  /** The next client's digits; null for a hidden number. */
  readonly nextClient: () => string | null;
}

export interface SimulatorOptions {
  readonly cast: Cast;
  readonly delivery: Delivery;
  readonly random: Random;
  /** New calls a second. */
  readonly rate: number;
  /** How much faster than life a call goes: 2 halves its length. */
  readonly speed: number;
  readonly meanTalkSeconds: number;
  /** Told of each call that begins, with its recordings, before anybody can ask for them. */
  readonly onCall?: (script: CallScript) => void;
}

export interface SimulatorFigures {
  readonly started: number;
  readonly ended: number;
  readonly underWay: number;
}

export interface Simulator {
  /** Begins new calls until stopped. */
  start(): void;
  /** Begins a call of this kind at once; null when nobody is free for it. */
  play(
    name: ScenarioName,
    change?: Partial<Pick<CallPlan, 'client' | 'employees' | 'commandId' | 'line'>>,
  ): CallScript | null;
  /** Begins no more calls. Those under way go on until `abandon`, or their end. */
  stop(): void;
  /** Drops what is left of the calls under way. */
  abandon(): void;
  figures(): SimulatorFigures;
  /** Resolves when all calls under way have been told to their end. */
  finished(): Promise<void>;
}

/** Pause before the target is tried again with a new call. */
const DOWN_PAUSE_MS = 2000;
/** Seconds an employee's phone is taken by a call, about. */
const CALL_SECONDS = 80;
/** Share of callers who hide their number. */
const HIDDEN = 0.02;

export function createSimulator(options: SimulatorOptions): Simulator {
  const { delivery, random, cast, rate, speed } = options;
  // More calls than so few people could take are asked for to load the product: then a phone may ring while its owner talks.
  const isCrowded = (rate * CALL_SECONDS) / speed > cast.employees.length;
  const busy = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  const waiting: (() => void)[] = [];
  let arrival: NodeJS.Timeout | null = null;
  let lastEntry = 0;
  let started = 0;
  let underWay = 0;

  const after = (ms: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  };

  const release = (employees: readonly Employee[]): void => {
    for (const { extension } of employees) busy.delete(extension);
  };

  const finish = (script: CallScript): void => {
    release(script.engaged);
    underWay -= 1;
    if (underWay === 0) for (const wake of waiting.splice(0)) wake();
  };

  const perform = (script: CallScript): void => {
    const startMs = Date.now();
    const timeOf = (at: number): number => Math.floor((startMs + (at * 1000) / speed) / 1000);
    for (const [at, steps] of inOrder(script.steps)) {
      after((at * 1000) / speed, () => {
        for (const { path, body } of steps) delivery.send(path, body(timeOf));
      });
    }
    const lastAt = Math.max(script.endsAt, ...script.steps.map(({ at }) => at));
    after((lastAt * 1000) / speed + 1, () => {
      finish(script);
    });
  };

  const play: Simulator['play'] = (name, change = {}) => {
    const { employees: needed } = SCENARIOS[name];
    const free = cast.employees.filter(({ extension }) => !busy.has(extension));
    const employees = change.employees ?? random.sample(free, random.integer(needed[0], needed[1]));
    if (employees.length < needed[0]) return null;
    const isOutbound = 'isOutbound' in SCENARIOS[name];
    lastEntry = Math.max(lastEntry + 1, Date.now() * 100);
    const { random: _, ...defaults } = planDefaults(options, isOutbound);
    const ids = createCallIds(lastEntry);
    const commandId = `sim-${String(lastEntry)}`;
    const script = SCENARIOS[name].write({ ...defaults, random, ids, commandId, employees, ...change });
    for (const { extension } of isCrowded ? [] : script.engaged) busy.add(extension);
    started += 1;
    underWay += 1;
    options.onCall?.(script);
    perform(script);
    return script;
  };

  const arrive = (): void => {
    const freeCount = cast.employees.length - busy.size;
    if (!delivery.isDown()) play(chooseScenario(random, freeCount));
    // Calls come independently of each other, as Poisson has it.
    const gapMs = (-Math.log(1 - random.next()) / rate) * 1000;
    arrival = setTimeout(arrive, delivery.isDown() ? Math.max(gapMs, DOWN_PAUSE_MS) : gapMs);
  };

  return {
    start: arrive,
    play,
    stop: () => {
      if (arrival) clearTimeout(arrival);
      arrival = null;
    },
    abandon: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      busy.clear();
      underWay = 0;
      for (const wake of waiting.splice(0)) wake();
    },
    figures: () => ({ started, ended: started - underWay, underWay }),
    finished: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}

function planDefaults({ cast, random, meanTalkSeconds }: SimulatorOptions, isOutbound: boolean) {
  const shown = cast.nextClient();
  const client = !isOutbound && random.chance(HIDDEN) ? null : shown;
  return { random, line: random.pick(cast.lines), client, group: cast.group, meanTalkSeconds };
}

/** Steps by their second; those of one second keep their order. */
function inOrder(steps: readonly Step[]): [number, Step[]][] {
  const bySecond = new Map<number, Step[]>();
  for (const step of steps) bySecond.set(step.at, [...(bySecond.get(step.at) ?? []), step]);
  return [...bySecond];
}
