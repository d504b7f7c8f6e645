import type { Random } from '../random.js';
import type { CallPlan } from './call-plan.js';
import {
  abandonedInMenu,
  abandonedInQueue,
  directAnswered,
  directMissed,
  queueAnswered,
  queueMissed,
} from './inbound-scripts.js';
import { callback, softphone } from './outbound-scripts.js';
import type { CallScript } from './script.js';
import { blindTransfer, consultTransfer } from './transfer-scripts.js';

export interface Scenario {
  /** Share among all calls. */
  readonly weight: number;
  /** How many employees it plays with. */
  readonly employees: readonly [min: number, max: number];
  /** Needs a client who shows his number. */
  readonly isOutbound?: true;
  readonly write: (plan: CallPlan) => CallScript;
}

/** What a day of a call centre is made of. */
export const SCENARIOS = {
  queue_answered: { weight: 44, employees: [2, 4], write: queueAnswered },
  direct_answered: { weight: 14, employees: [1, 1], write: directAnswered },
  queue_missed: { weight: 5, employees: [2, 3], write: queueMissed },
  direct_missed: { weight: 3, employees: [1, 1], write: directMissed },
  abandoned_in_menu: { weight: 4, employees: [0, 0], write: abandonedInMenu },
  abandoned_in_queue: { weight: 3, employees: [0, 0], write: abandonedInQueue },
  blind_transfer: { weight: 3, employees: [2, 2], write: blindTransfer },
  consult_transfer: { weight: 3, employees: [2, 2], write: consultTransfer },
  callback_answered: { weight: 6, employees: [1, 1], isOutbound: true, write: callback('answered') },
  callback_no_answer: { weight: 2, employees: [1, 1], isOutbound: true, write: callback('no_answer') },
  callback_busy: { weight: 1, employees: [1, 1], isOutbound: true, write: callback('busy') },
  callback_operator_silent: {
    weight: 1,
    employees: [1, 1],
    isOutbound: true,
    write: callback('operator_silent'),
  },
  softphone_answered: { weight: 7, employees: [1, 1], isOutbound: true, write: softphone('answered') },
  softphone_no_answer: { weight: 3, employees: [1, 1], isOutbound: true, write: softphone('no_answer') },
  softphone_busy: { weight: 1, employees: [1, 1], isOutbound: true, write: softphone('busy') },
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof SCENARIOS;
export const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];

/** A scenario by its share among those that `free` employees are enough for. */
export function chooseScenario(random: Random, free: number): ScenarioName {
  const possible = SCENARIO_NAMES.filter((name) => SCENARIOS[name].employees[0] <= free);
  return random.weighted(possible.map((name) => [name, SCENARIOS[name].weight] as const));
}
