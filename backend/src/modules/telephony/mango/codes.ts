/** Codes of `disconnect_reason` and of results that mean something to us (`mango.md` §13); others only pass through. */
const CALLER_HUNG_UP = 1110;
const CALLEE_HUNG_UP = 1120;
const CALLEE_DECLINED = 1122;
const BUSY = 1121;
const DONE = 1000;
const LAST_SUCCESS = 1999;

const tensOf = (code: number | null): number => Math.floor((code ?? 0) / 10);

export const isBusy = (code: number | null): boolean => code === BUSY;

export const isDone = (code: number | null): boolean => code === DONE;

/** Billing, bad request, limits, server: anything but the vendor's 1xxx. */
export const isFailure = (code: number | null): boolean => code !== null && code > LAST_SUCCESS;

/** 119x: the number is switched off or outside its working hours. */
export const isOffSchedule = (code: number | null): boolean => tensOf(code) === 119;

/** 116x: the group call failed, or the queue was full, too long or without operators. */
export const isQueueFailure = (code: number | null): boolean => tensOf(code) === 116;

/** Who ended the call, in the sense of the leg: the caller of an outbound call is our operator. */
export function hangupByOf(code: number | null): 'caller' | 'callee' | null {
  if (code === CALLER_HUNG_UP) return 'caller';
  return code === CALLEE_HUNG_UP || code === CALLEE_DECLINED ? 'callee' : null;
}
