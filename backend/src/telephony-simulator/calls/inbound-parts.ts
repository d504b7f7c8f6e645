import type { CallPlan, Employee } from './call-plan.js';
import {
  clientParty,
  employeeParty,
  type CallScript,
  type Intended,
  type LegWriter,
  type ScriptWriter,
} from './script.js';

export const MENU_DONE = 1100;
export const CALLER_LEFT = 1110;
export const NO_ANSWER = 1111;
export const CALLEE_LEFT = 1120;
export const QUEUE_TIMEOUT = 1163;

export const MISSED: Intended = {
  direction: 'inbound',
  status: 'missed',
  missedReason: 'ringing',
  operator: null,
  finalOperator: null,
  talkSeconds: 0,
  holdSeconds: 0,
  transfer: null,
  recordings: 0,
};

export const lineOf = ({ line }: CallPlan) => ({ number: line, line_number: line });
export const ringParty = (plan: CallPlan, employee: Employee, group = false) => ({
  ...employeeParty(employee),
  line_number: plan.line,
  ...(group && { acd_group: plan.group }),
});
export const from = (plan: CallPlan, previous?: LegWriter) => ({
  ...clientParty(plan),
  ...(previous && { taken_from_call_id: previous.callId }),
});

/** Ends of a talk: most clients hang up first. */
const goodbye = ({ random }: CallPlan): number => (random.chance(0.6) ? CALLER_LEFT : CALLEE_LEFT);
export const talkLength = ({ random, meanTalkSeconds }: CallPlan): number =>
  random.around(meanTalkSeconds, { min: 6, max: 900 });

export interface Story {
  readonly name: string;
  readonly plan: CallPlan;
  readonly writer: ScriptWriter;
  readonly intended: Intended;
  readonly endsAt: number;
  readonly engaged: readonly Employee[];
}
export const told = ({ writer, ...story }: Story): CallScript => ({
  ...story,
  steps: writer.steps,
  recordings: writer.recordings,
});

/** The menu from the first second to its end; now and then the caller types a digit. */
export function throughMenu(
  plan: CallPlan,
  writer: ScriptWriter,
  reason: number,
): { menu: LegWriter; leftAt: number } {
  const leftAt = plan.random.integer(4, 9);
  const menu = writer.leg('ivr', { from: from(plan), to: lineOf(plan) });
  menu.say(0, 'Appeared');
  if (reason === MENU_DONE && plan.client !== null && plan.random.chance(0.4)) {
    const digits = {
      seq: 1,
      dtmf: String(plan.random.integer(1, 3)),
      call_id: menu.callId,
      location: 'ivr',
      initiator: plan.client,
    };
    const numbers = { from_number: plan.client, to_number: plan.line, line_number: plan.line };
    writer.tell(leftAt - 1, 'events/dtmf', (timeOf) => ({
      ...digits,
      ...numbers,
      timestamp: timeOf(leftAt - 1),
    }));
  }
  menu.say(leftAt, 'Disconnected', { extra: { disconnect_reason: reason } });
  return { menu, leftAt };
}

export interface Answered {
  readonly leg: LegWriter;
  readonly employee: Employee;
  readonly answeredAt: number;
}

/** Menu, queue, several phones; the first of the plan's employees picks up. */
export function answeredFromQueue(plan: CallPlan, writer: ScriptWriter): Answered & { leftMenuAt: number } {
  const { menu, leftAt } = throughMenu(plan, writer, MENU_DONE);
  const queue = writer.leg('queue', {
    from: from(plan, menu),
    to: { ...lineOf(plan), acd_group: plan.group },
  });
  queue.say(leftAt, 'Appeared');
  const answeredAt = leftAt + 1 + plan.random.integer(3, 14);
  const rings = plan.employees.map((employee) => ({
    employee,
    leg: writer.leg('abonent', { from: from(plan, queue), to: ringParty(plan, employee, true) }),
  }));
  for (const { leg } of rings) leg.say(leftAt + 1, 'Appeared');
  const [winner, ...losers] = rings;
  if (!winner) throw new Error('A queue needs an employee');
  for (const { leg } of losers)
    leg.say(answeredAt, 'Disconnected', { extra: { disconnect_reason: MENU_DONE } });
  winner.leg.say(answeredAt, 'Connected');
  queue.say(answeredAt, 'Disconnected', { extra: { disconnect_reason: MENU_DONE } });
  return { ...winner, answeredAt, leftMenuAt: leftAt };
}

export function answeredDirectly(plan: CallPlan, writer: ScriptWriter): Answered {
  const employee = firstOf(plan);
  const leg = writer.leg('abonent', { from: from(plan), to: ringParty(plan, employee) });
  const answeredAt = plan.random.integer(3, 14);
  leg.say(0, 'Appeared');
  leg.say(answeredAt, 'Connected');
  return { leg, employee, answeredAt };
}

export function firstOf({ employees }: CallPlan): Employee {
  const [employee] = employees;
  if (!employee) throw new Error('A call needs an employee');
  return employee;
}

export function answeredSummary(
  plan: CallPlan,
  writer: ScriptWriter,
  facts: { answered: Answered; forwardAt: number; endAt: number; reason: number },
): void {
  const { answered, forwardAt, endAt, reason } = facts;
  const parties = { from: clientParty(plan), to: employeeParty(answered.employee) };
  writer.summary({ direction: 1, ...parties, forwardAt, talkAt: answered.answeredAt, endAt, reason });
}

/** A talk to its end, perhaps with the client on hold in between. */
export function talkThrough(plan: CallPlan, writer: ScriptWriter, { leg, answeredAt, employee }: Answered) {
  const seconds = talkLength(plan);
  const endAt = answeredAt + seconds;
  const reason = goodbye(plan);
  const holdSeconds = seconds > 30 && plan.random.chance(0.2) ? plan.random.integer(5, 15) : 0;
  if (holdSeconds > 0) {
    const holdAt = answeredAt + Math.floor(seconds / 3);
    leg.say(holdAt, 'OnHold', { to: { ...ringParty(plan, employee), hold_initiator: true } });
    leg.say(holdAt + holdSeconds, 'Connected');
  }
  leg.say(endAt, 'Disconnected', { extra: { disconnect_reason: reason } });
  writer.record({ leg, employee, start: answeredAt, end: endAt });
  return { seconds, endAt, reason, holdSeconds };
}

export const answeredAs = (extension: string, rest: Partial<Intended>): Intended => ({
  ...MISSED,
  status: 'answered',
  missedReason: null,
  operator: extension,
  finalOperator: extension,
  ...rest,
});
