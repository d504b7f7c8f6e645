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
/** Between a call's last event and its end, so that the event goes first. */
const MARGIN_SECONDS = 0.05;
/** Share of callers who hide their number. */
const HIDDEN = 0.02;

export function createSimulator(options: SimulatorOptions): Simulator {
  const { delivery, random, rate } = options;
  const stage = createStage(options);
  let arrival: NodeJS.Timeout | null = null;
  let lastEntry = 0;

  const play: Simulator['play'] = (name, change = {}) => {
    const { employees: needed } = SCENARIOS[name];
    const employees = change.employees ?? random.sample(stage.free(), random.integer(needed[0], needed[1]));
    if (employees.length < needed[0]) return null;
    lastEntry = Math.max(lastEntry + 1, Date.now() * 100);
    const ids = createCallIds(lastEntry);
    const plan = {
      ...planDefaults(options, name),
      ids,
      commandId: `sim-${String(lastEntry)}`,
      employees,
      ...change,
    };
    const script = SCENARIOS[name].write(plan);
    options.onCall?.(script);
    stage.perform(script);
    return script;
  };

  const arrive = (): void => {
    if (!delivery.isDown()) play(chooseScenario(random, stage.free().length));
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
    abandon: stage.abandon,
    figures: stage.figures,
    finished: stage.finished,
  };
}

/** Calls under way: their events at their times, and whose phones they keep busy. */
function createStage({ cast, rate, speed, delivery }: SimulatorOptions) {
  // More calls than so few people could take are asked for to load the product: then a phone may ring while its owner talks.
  const isCrowded = (rate * CALL_SECONDS) / speed > cast.employees.length;
  const busy = new Set<string>();
  const timers = createTimers(speed);
  let waiting: (() => void)[] = [];
  let started = 0;
  let underWay = 0;

  const wakeWaiting = (): void => {
    for (const wake of waiting) wake();
    waiting = [];
  };
  const finish = ({ engaged }: CallScript): void => {
    for (const { extension } of engaged) busy.delete(extension);
    underWay -= 1;
    if (underWay === 0) wakeWaiting();
  };

  return {
    free: (): readonly Employee[] => cast.employees.filter(({ extension }) => !busy.has(extension)),
    perform: (script: CallScript): void => {
      started += 1;
      underWay += 1;
      for (const { extension } of isCrowded ? [] : script.engaged) busy.add(extension);
      const startMs = Date.now();
      const timeOf = (at: number): number => Math.floor((startMs + (at * 1000) / speed) / 1000);
      for (const [at, steps] of inOrder(script.steps)) {
        timers.after(at, () => {
          for (const { path, body } of steps) delivery.send(path, body(timeOf));
        });
      }
      const lastAt = Math.max(script.endsAt, ...script.steps.map(({ at }) => at));
      timers.after(lastAt + MARGIN_SECONDS, () => {
        finish(script);
      });
    },
    abandon: (): void => {
      timers.clear();
      busy.clear();
      underWay = 0;
      wakeWaiting();
    },
    figures: (): SimulatorFigures => ({ started, ended: started - underWay, underWay }),
    finished: (): Promise<void> => {
      if (underWay === 0) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
  };
}

/** Work that waits for its second of the call, at the pace of the simulation. */
function createTimers(speed: number) {
  const timers = new Set<NodeJS.Timeout>();
  return {
    after: (seconds: number, work: () => void): void => {
      const run = (): void => {
        timers.delete(timer);
        work();
      };
      const timer = setTimeout(run, (seconds * 1000) / speed);
      timers.add(timer);
    },
    clear: (): void => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

function planDefaults({ cast, random, meanTalkSeconds }: SimulatorOptions, name: ScenarioName) {
  const isOutbound = 'isOutbound' in SCENARIOS[name];
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
