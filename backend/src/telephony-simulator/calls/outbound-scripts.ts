import type { CallPlan, Employee } from './call-plan.js';
import {
  createScriptWriter,
  employeeParty,
  type CallScript,
  type Intended,
  type ScriptWriter,
} from './script.js';

const DONE = 1000;
const CALLER_LEFT = 1110;
const NO_ANSWER = 1111;
const CALLEE_LEFT = 1120;
const BUSY = 1121;

type Outcome = 'answered' | 'busy' | 'no_answer';

function caller({ employees }: CallPlan): Employee {
  const [employee] = employees;
  if (!employee) throw new Error('An outbound call needs an employee');
  return employee;
}

/** Nobody dials a hidden number. */
function dialled({ client }: CallPlan): string {
  if (client === null) throw new Error('An outbound call needs a number');
  return client;
}

interface ClientLeg {
  readonly plan: CallPlan;
  readonly writer: ScriptWriter;
  readonly outcome: Outcome;
  readonly startAt: number;
  readonly from: Readonly<Record<string, unknown>>;
  readonly extra: Readonly<Record<string, unknown>>;
}

/** The leg to the client, from its first ring to its end, with the summary behind it. */
function ringClient({ plan, writer, outcome, startAt, from, extra }: ClientLeg): {
  talkSeconds: number;
  endAt: number;
} {
  const { random } = plan;
  const leg = writer.leg('abonent', { from, to: { number: dialled(plan) }, extra });
  const rangAt = startAt + random.integer(5, outcome === 'no_answer' ? 35 : 16);
  const isAnswered = outcome === 'answered';
  const talkSeconds = isAnswered ? random.around(plan.meanTalkSeconds * 0.7, { min: 5, max: 600 }) : 0;
  const endAt = rangAt + talkSeconds;
  const unanswered = outcome === 'busy' ? BUSY : NO_ANSWER;
  const goodbye = random.chance(0.5) ? CALLER_LEFT : CALLEE_LEFT;
  const reason = isAnswered ? goodbye : unanswered;
  leg.say(startAt, 'Appeared');
  if (isAnswered) leg.say(rangAt, 'Connected');
  leg.say(endAt, 'Disconnected', { extra: { ...extra, disconnect_reason: reason } });
  if (isAnswered) writer.record({ leg, employee: caller(plan), start: rangAt, end: endAt });
  const parties = { from: employeeParty(caller(plan)), to: { number: dialled(plan) } };
  writer.summary({
    direction: 2,
    ...parties,
    forwardAt: 0,
    talkAt: isAnswered ? rangAt : null,
    endAt,
    reason,
  });
  return { talkSeconds, endAt };
}

const intendedAs = (plan: CallPlan, outcome: Outcome, rest: Partial<Intended>): Intended => ({
  direction: 'outbound',
  status: outcome,
  missedReason: null,
  operator: caller(plan).extension,
  finalOperator: outcome === 'answered' ? caller(plan).extension : null,
  talkSeconds: 0,
  holdSeconds: 0,
  transfer: null,
  recordings: 0,
  ...rest,
});

/** Dialled on the employee's own phone: one leg. */
export const softphone =
  (outcome: Outcome) =>
  (plan: CallPlan): CallScript => {
    const writer = createScriptWriter(plan);
    const { talkSeconds, endAt } = ringClient({
      plan,
      writer,
      outcome,
      startAt: 0,
      from: employeeParty(caller(plan)),
      extra: {},
    });
    return {
      ...{ name: `softphone_${outcome}`, plan, steps: writer.steps, recordings: writer.recordings },
      intended: intendedAs(plan, outcome, { talkSeconds, recordings: writer.recordings.length }),
      ...{ endsAt: endAt, engaged: [caller(plan)] },
    };
  };

/** Asked for by the CRM: first the employee's phone rings, then the client's. */
export const callback =
  (outcome: Outcome | 'operator_silent') =>
  (plan: CallPlan): CallScript => {
    const writer = createScriptWriter(plan);
    const employee = caller(plan);
    const isSilent = outcome === 'operator_silent';
    const extra = { command_id: plan.commandId, callback_initiator: 'API' };
    const own = writer.leg('abonent', {
      from: { number: dialled(plan) },
      to: { ...employeeParty(employee), line_number: plan.line },
      extra,
    });
    const pickedUpAt = isSilent ? plan.random.integer(20, 35) : plan.random.integer(2, 6);
    writer.tell(0, 'result/callback', () => ({ command_id: plan.commandId, result: 1000 }));
    own.say(0, 'Appeared');
    if (!isSilent) own.say(pickedUpAt, 'Connected');
    const movedAt = isSilent ? pickedUpAt : pickedUpAt + 1;
    own.say(movedAt, 'Disconnected', { extra: { ...extra, disconnect_reason: isSilent ? NO_ANSWER : DONE } });
    const shared = { name: `callback_${outcome}`, plan, engaged: [employee] };
    if (isSilent) {
      const parties = { from: employeeParty(employee), to: { number: dialled(plan) } };
      writer.summary({
        direction: 2,
        ...parties,
        forwardAt: 0,
        talkAt: null,
        endAt: movedAt,
        reason: NO_ANSWER,
      });
      const intended = intendedAs(plan, 'no_answer', { missedReason: 'operator' });
      return { ...shared, steps: writer.steps, recordings: writer.recordings, intended, endsAt: movedAt };
    }
    const from = { ...employeeParty(employee), taken_from_call_id: own.callId };
    const { talkSeconds, endAt } = ringClient({ plan, writer, outcome, startAt: movedAt, from, extra });
    return {
      ...{ ...shared, steps: writer.steps, recordings: writer.recordings, endsAt: endAt },
      intended: intendedAs(plan, outcome, { talkSeconds, recordings: writer.recordings.length }),
    };
  };
