import type { CallPlan } from './call-plan.js';
import {
  answeredAs,
  answeredDirectly,
  answeredSummary,
  CALLEE_LEFT,
  CALLER_LEFT,
  from,
  ringParty,
  talkLength,
  told,
} from './inbound-parts.js';
import { directAnswered } from './inbound-scripts.js';
import { clientParty, createScriptWriter, employeeParty, type CallScript } from './script.js';

/** Handed over at once: the second employee's phone rings for the client. */
export function blindTransfer(plan: CallPlan): CallScript {
  const writer = createScriptWriter(plan);
  const answered = answeredDirectly(plan, writer);
  const second = plan.employees[1];
  if (!second) return directAnswered(plan);
  const movedAt = answered.answeredAt + plan.random.integer(10, 40);
  const command = { command_id: plan.commandId };
  answered.leg.say(movedAt, 'Disconnected', {
    from: { ...clientParty(plan), was_transferred: true },
    extra: { disconnect_reason: CALLEE_LEFT, ...command },
  });
  const transfer = { transfer: 'blind', ...command };
  const next = writer.leg('abonent', {
    from: from(plan, answered.leg),
    to: ringParty(plan, second),
    extra: transfer,
  });
  const takenAt = movedAt + plan.random.integer(3, 8);
  const endAt = takenAt + talkLength(plan);
  next.say(movedAt, 'Appeared');
  next.say(takenAt, 'Connected');
  next.say(endAt, 'Disconnected', { extra: { ...transfer, disconnect_reason: CALLER_LEFT } });
  writer.record({ leg: next, employee: second, start: takenAt, end: endAt });
  answeredSummary(plan, writer, { answered, forwardAt: 0, endAt, reason: CALLER_LEFT });
  const talkSeconds = endAt - answered.answeredAt;
  const recordings = writer.recordings.length;
  return told({
    ...{ name: 'blind_transfer', plan, writer, endsAt: endAt, engaged: [answered.employee, second] },
    intended: answeredAs(answered.employee.extension, {
      finalOperator: second.extension,
      transfer: 'blind',
      talkSeconds,
      recordings,
    }),
  });
}

/** The client waits on hold while the first employee asks the second, then hangs up so that they are connected. */
export function consultTransfer(plan: CallPlan): CallScript {
  const writer = createScriptWriter(plan);
  const answered = answeredDirectly(plan, writer);
  const { leg, employee, answeredAt } = answered;
  const second = plan.employees[1];
  if (!second) return directAnswered(plan);
  const holdAt = answeredAt + plan.random.integer(10, 40);
  const askedAt = holdAt + 1;
  const talkingAt = askedAt + plan.random.integer(2, 6);
  const movedAt = talkingAt + plan.random.integer(8, 20);
  const endAt = movedAt + talkLength(plan);
  leg.say(holdAt, 'OnHold', { to: { ...ringParty(plan, employee), hold_initiator: true } });
  const asking = { ...employeeParty(employee), taken_from_call_id: leg.callId };
  const next = writer.leg('abonent', {
    from: from(plan, leg),
    to: employeeParty(second),
    extra: { transfer: 'blind' },
  });
  next.say(askedAt, 'Appeared', { from: asking, extra: { transfer: 'consultative' } });
  next.say(talkingAt, 'Connected', { from: asking, extra: { transfer: 'consultative' } });
  leg.say(movedAt, 'Disconnected', {
    from: { ...clientParty(plan), was_transferred: true },
    extra: { disconnect_reason: CALLEE_LEFT },
  });
  next.say(movedAt, 'Connected');
  next.say(endAt, 'Disconnected', { extra: { transfer: 'blind', disconnect_reason: CALLER_LEFT } });
  writer.record({ leg, employee, start: answeredAt, end: movedAt });
  writer.record({ leg: next, employee: second, start: talkingAt, end: endAt });
  answeredSummary(plan, writer, { answered, forwardAt: 0, endAt, reason: CALLER_LEFT });
  return told({
    ...{ name: 'consult_transfer', plan, writer, endsAt: endAt, engaged: [employee, second] },
    intended: answeredAs(employee.extension, {
      finalOperator: second.extension,
      transfer: 'consultative',
      talkSeconds: endAt - answeredAt,
      holdSeconds: movedAt - holdAt,
      recordings: writer.recordings.length,
    }),
  });
}
