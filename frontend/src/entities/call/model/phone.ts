import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Call, CallDetails, RingBrief } from './call';
import { isEnded } from './call';
import type { CallNews } from './call-event';
import { afterDetails, afterNews, asHeard, phaseFor } from './phone-call';
import type { CallPhase, PhoneCall } from './phone-call';

interface Phone {
  calls: Readonly<Record<number, PhoneCall>>;
  /** Calls whose ring this person has silenced. */
  hushed: readonly number[];
}

/** The telephone of this page: calls that live now and own ones that wait for their outcome. Filled by `usePhoneFeed`. */
export const usePhone = create<Phone>(() => ({ calls: {}, hushed: [] }));

/** Takes an event of a call. What has ended and is nothing of this employee's leaves the telephone. */
export function hearCall(news: CallNews, operatorId: number): void {
  const { calls } = usePhone.getState();
  const next = afterNews(calls[news.call.id], news);
  if (isEnded(next.call) && phaseFor(operatorId, next) === null) forgetCall(news.call.id);
  else put(next);
}

/** Adds a call that this page did not hear begin. `endedAt` for one that waits for its outcome. */
export function addCall(call: Call, endedAt: string | null = null): void {
  if (usePhone.getState().calls[call.id] === undefined) put({ ...asHeard(call), endedAt });
}

/** Legs and brief of a known call, asked for because no event had brought them. */
export function learnCall(
  callId: number,
  { details, brief }: { details?: CallDetails; brief?: RingBrief },
): void {
  const known = usePhone.getState().calls[callId];
  if (known?.endedAt !== null) return;
  const learned = details === undefined ? known : afterDetails(known, details);
  put({ ...learned, brief: learned.brief ?? brief ?? null });
}

/** The row as it was saved, for a call that is still on the telephone. */
export function renewCall(call: Call): void {
  const known = usePhone.getState().calls[call.id];
  if (known !== undefined) put({ ...known, call });
}

export function forgetCall(callId: number): void {
  usePhone.setState(({ calls, hushed }) => ({
    calls: Object.fromEntries(Object.entries(calls).filter(([id]) => Number(id) !== callId)),
    hushed: hushed.filter((id) => id !== callId),
  }));
}

export function hushCall(callId: number): void {
  usePhone.setState(({ hushed }) => ({ hushed: [...hushed, callId] }));
}

/** Nothing of one person's calls may be there for the next one. */
export function clearPhone(): void {
  usePhone.setState({ calls: {}, hushed: [] });
}

export interface OwnCall extends PhoneCall {
  phase: CallPhase;
}

const urgency: readonly CallPhase[] = ['ringing', 'talking', 'dialling', 'missed', 'wrapUp'];

/** This employee's calls, the most urgent first: ringing, talking, then those that wait for their outcome. */
export function useOwnCalls(operatorId: number): OwnCall[] {
  return ownCalls(operatorId, usePhone(useShallow(({ calls }) => Object.values(calls))));
}

function ownCalls(operatorId: number, calls: readonly PhoneCall[]): OwnCall[] {
  return calls
    .flatMap((call) => {
      const phase = phaseFor(operatorId, call);
      return phase === null ? [] : [{ ...call, phase }];
    })
    .toSorted(
      (one, other) =>
        urgency.indexOf(one.phase) - urgency.indexOf(other.phase) ||
        one.ringingSince.localeCompare(other.ringingSince),
    );
}

function put(next: PhoneCall): void {
  usePhone.setState(({ calls }) => ({ calls: { ...calls, [next.call.id]: next } }));
}
