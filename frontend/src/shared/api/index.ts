/** The server: typed client, session, failures, live events. */
export { idleSeconds, touchSession, useActivity, watchActivity } from './activity';
export { api, authorizedFetch, unwrap } from './client';
export { demandOwnPassword, demandSecondFactor, offerToAsk, useDemands } from './demands';
export type { ProofAsk } from './demands';
export { subscribe } from './live-events/live-bus';
export type { LiveEvent, LiveEventMap, LiveEventType } from './live-events/live-event';
export { isLost, useLiveLine } from './live-events/live-line';
export type { LiveLine } from './live-events/live-line';
export { startLiveEvents } from './live-events/start-live-events';
export { useLiveEvent, useLiveInvalidation, useLiveReload } from './live-events/use-live-events';
export { ApiProblem, isTemporary } from './problem';
export type { FieldFault } from './problem';
export { fieldFaultText, problemText } from './problem-text';
export { createQueryClient } from './query-client';
export { keepSessionFresh, keepSessionUsed, refreshSession } from './refresh';
export { currentSession, endSession, startSession, useSessionStore } from './session';
export type { SignedOutReason } from './session';
export type { components, operations, paths as ApiPaths } from './schema.gen';
