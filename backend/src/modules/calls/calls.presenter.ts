import { seesPhones, type Actor } from '../../platform/access/actor.js';
import { maskPhone } from '../../platform/phone.js';
import type { CallView } from './call-view.contract.js';
import type { CallDetails, Debt } from './calls.contract.js';
import type { RingBrief } from './ring-brief.contract.js';

const masked = (phone: string | null): string | null => (phone === null ? null : maskPhone(phone));

/** A call as this person sees it: clients' numbers are masked for viewers. */
export const presentCall = (actor: Actor, call: CallView): CallView =>
  seesPhones(actor) ? call : { ...call, phoneClient: masked(call.phoneClient) };

export function presentDetails(actor: Actor, call: CallDetails): CallDetails {
  if (seesPhones(actor)) return call;
  // A leg's number may be the client's.
  const legs = call.legs.map((leg) => ({ ...leg, phoneNumber: masked(leg.phoneNumber) }));
  return { ...call, phoneClient: masked(call.phoneClient), legs };
}

export const presentBrief = (actor: Actor, brief: RingBrief): RingBrief =>
  seesPhones(actor) ? brief : { ...brief, phone: masked(brief.phone) };

export const presentDebt = (actor: Actor, debt: Debt): Debt =>
  seesPhones(actor)
    ? debt
    : { ...debt, phoneClient: maskPhone(debt.phoneClient), call: presentCall(actor, debt.call) };
