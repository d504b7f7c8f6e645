import type { CallPlan } from './call-plan.js';
import {
  answeredAs,
  answeredDirectly,
  answeredFromQueue,
  answeredSummary,
  CALLER_LEFT,
  firstOf,
  from,
  lineOf,
  MENU_DONE,
  MISSED,
  NO_ANSWER,
  QUEUE_TIMEOUT,
  ringParty,
  talkThrough,
  throughMenu,
  told,
} from './inbound-parts.js';
import { clientParty, createScriptWriter, employeeParty, type CallScript } from './script.js';

export function queueAnswered(plan: CallPlan): CallScript {
  const writer = createScriptWriter(plan);
  const answered = answeredFromQueue(plan, writer);
  const { seconds, endAt, reason, holdSeconds } = talkThrough(plan, writer, answered);
  answeredSummary(plan, writer, { answered, forwardAt: answered.leftMenuAt, endAt, reason });
  const { extension } = answered.employee;
  return told({
    // Those whose phones only rang are free for other calls within seconds.
    ...{ name: 'queue_answered', plan, writer, endsAt: endAt, engaged: [answered.employee] },
    intended: answeredAs(extension, {
      talkSeconds: seconds,
      holdSeconds,
      recordings: writer.recordings.length,
    }),
  });
}

export function directAnswered(plan: CallPlan): CallScript {
  const writer = createScriptWriter(plan);
  const answered = answeredDirectly(plan, writer);
  const { seconds, endAt, reason, holdSeconds } = talkThrough(plan, writer, answered);
  answeredSummary(plan, writer, { answered, forwardAt: 0, endAt, reason });
  const { employee } = answered;
  return told({
    ...{ name: 'direct_answered', plan, writer, endsAt: endAt, engaged: [employee] },
    intended: answeredAs(employee.extension, {
      talkSeconds: seconds,
      holdSeconds,
      recordings: writer.recordings.length,
    }),
  });
}

/** Menu, queue, phones ring, nobody picks up. */
export function queueMissed(plan: CallPlan): CallScript {
  const writer = createScriptWriter(plan);
  const { menu, leftAt } = throughMenu(plan, writer, MENU_DONE);
  const queue = writer.leg('queue', {
    from: from(plan, menu),
    to: { ...lineOf(plan), acd_group: plan.group },
  });
  queue.say(leftAt, 'Appeared');
  const hasLeft = plan.random.chance(0.5);
  const endAt = leftAt + 1 + plan.random.integer(15, 40);
  for (const employee of plan.employees) {
    const leg = writer.leg('abonent', { from: from(plan, queue), to: ringParty(plan, employee, true) });
    leg.say(leftAt + 1, 'Appeared');
    leg.say(endAt, 'Disconnected', { extra: { disconnect_reason: hasLeft ? CALLER_LEFT : NO_ANSWER } });
  }
  const reason = hasLeft ? CALLER_LEFT : QUEUE_TIMEOUT;
  queue.say(endAt, 'Disconnected', { extra: { disconnect_reason: reason } });
  const parties = { from: clientParty(plan), to: { extension: plan.group } };
  writer.summary({ direction: 1, ...parties, forwardAt: null, talkAt: null, endAt, reason });
  return told({
    name: 'queue_missed',
    plan,
    writer,
    intended: MISSED,
    endsAt: endAt,
    engaged: plan.employees,
  });
}

/** One employee's phone rings in vain. */
export function directMissed(plan: CallPlan): CallScript {
  const writer = createScriptWriter(plan);
  const employee = firstOf(plan);
  const endAt = plan.random.integer(15, 35);
  const leg = writer.leg('abonent', { from: from(plan), to: ringParty(plan, employee) });
  leg.say(0, 'Appeared');
  leg.say(endAt, 'Disconnected', { extra: { disconnect_reason: NO_ANSWER } });
  const parties = { from: clientParty(plan), to: employeeParty(employee) };
  writer.summary({ direction: 1, ...parties, forwardAt: null, talkAt: null, endAt, reason: NO_ANSWER });
  return told({ name: 'direct_missed', plan, writer, intended: MISSED, endsAt: endAt, engaged: [employee] });
}

/** The caller hangs up in the menu. */
export function abandonedInMenu(plan: CallPlan): CallScript {
  const writer = createScriptWriter(plan);
  const { leftAt } = throughMenu(plan, writer, CALLER_LEFT);
  writer.summary({
    direction: 1,
    from: clientParty(plan),
    to: {},
    forwardAt: null,
    talkAt: null,
    endAt: leftAt,
    reason: CALLER_LEFT,
  });
  return told({
    ...{ name: 'abandoned_in_menu', plan, writer, endsAt: leftAt, engaged: [] },
    intended: { ...MISSED, missedReason: 'ivr' },
  });
}

/** Everybody is busy: the caller waits in the queue and leaves. */
export function abandonedInQueue(plan: CallPlan): CallScript {
  const writer = createScriptWriter(plan);
  const { menu, leftAt } = throughMenu(plan, writer, MENU_DONE);
  const endAt = leftAt + plan.random.integer(8, 60);
  const queue = writer.leg('queue', {
    from: from(plan, menu),
    to: { ...lineOf(plan), acd_group: plan.group },
  });
  queue.say(leftAt, 'Appeared');
  queue.say(endAt, 'Disconnected', { extra: { disconnect_reason: CALLER_LEFT } });
  const parties = { from: clientParty(plan), to: { extension: plan.group } };
  writer.summary({ direction: 1, ...parties, forwardAt: null, talkAt: null, endAt, reason: CALLER_LEFT });
  return told({
    ...{ name: 'abandoned_in_queue', plan, writer, endsAt: endAt, engaged: [] },
    intended: { ...MISSED, missedReason: 'queue' },
  });
}
