import type { components } from '@/shared/api';

export type Call = components['schemas']['Call'];
export type CallDetails = components['schemas']['CallDetails'];
export type CallLeg = components['schemas']['CallLeg'];
export type CallRecording = components['schemas']['CallRecording'];
export type CallCounts = components['schemas']['CallCounts'];
export type CallStatus = Call['status'];
export type CallDirection = Call['direction'];
export type MissedReason = NonNullable<Call['missedReason']>;
/** A client who missed us and whom nobody has reached since. */
export type Debt = components['schemas']['Debt'];
export type RingBrief = components['schemas']['RingBrief'];
export type RingReason = components['schemas']['RingReason'];
/** An outcome of the organisation's list. */
export type Disposition = components['schemas']['Disposition'];

export const callStatuses = [
  'new',
  'in_progress',
  'answered',
  'missed',
  'busy',
  'no_answer',
] as const satisfies readonly CallStatus[];

const finalStatuses: readonly CallStatus[] = ['answered', 'missed', 'busy', 'no_answer'];

/** Neither rings nor is talked on any more. */
export function isEnded(call: Pick<Call, 'status'>): boolean {
  return finalStatuses.includes(call.status);
}

/** `Авито · Саратов`: the campaign and city of the dialled number, or the number itself when it is unknown. */
export function sourceOf(call: Pick<Call, 'rk' | 'city' | 'phoneAts'>): string[] {
  return [call.rk, call.city].filter((part) => part !== null);
}
