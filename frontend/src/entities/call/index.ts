/** A call: rows, card, debts, outcomes, and the telephone of this page. */
export { callCountsQuery, callListQuery } from './api/call-list.queries';
export type { CallListQuestion } from './api/call-list.queries';
export { callKeys } from './api/call-keys';
export {
  briefQuery,
  callQuery,
  callQueueQuery,
  debtsQuery,
  latestCallQuery,
  liveCallsQuery,
} from './api/calls.queries';
export { dispositionsQuery } from './api/dispositions.queries';
export { useUpdateCall } from './api/update-call';
export type { CallChange } from './api/update-call';
export { belongsTo } from './model/belongs-to';
export { callStatuses, isEnded, sourceOf } from './model/call';
export type {
  Call,
  CallCounts,
  CallDetails,
  CallDirection,
  CallLeg,
  CallRecording,
  CallStatus,
  Debt,
  Disposition,
  MissedReason,
  RingBrief,
  RingReason,
} from './model/call';
export { callEventTypes, readCallNews } from './model/call-event';
export type { CallNews } from './model/call-event';
export { callLook } from './model/call-look';
export { addedFilters, callsUrl, isNarrowed, noAddedFilters, quickFilters } from './model/calls-url';
export type { CallFilters, CallsUrl, QuickFilter } from './model/calls-url';
export { debtHue } from './model/debt-age';
export { dispositionLook, useDispositionName } from './model/disposition-look';
export { addCall, forgetCall, hushCall, renewCall, useOwnCalls, usePhone } from './model/phone';
export type { OwnCall } from './model/phone';
export type { CallPhase, PhoneCall } from './model/phone-call';
export { placeCall } from './model/place-call';
export { useFreshCall } from './model/use-fresh-call';
export { usePhoneFeed } from './model/use-phone-feed';
export { useQueueFeed } from './model/use-queue-feed';
export { wrapUpSeconds } from './model/wrap-up';
export { useClientWords } from './model/use-client-words';
export { CallState } from './ui/call-state';
export { DebtClock, useWaitWords } from './ui/debt-clock';
export { DialLink } from './ui/dial-link';
export { LegTimeline } from './ui/leg-timeline';
