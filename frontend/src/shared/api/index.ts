/** The server: typed client, session, failures, live events. */
export { api, authorizedFetch, unwrap } from './client';
export { ApiProblem, isTemporary } from './problem';
export type { FieldFault } from './problem';
export { fieldFaultText, problemText } from './problem-text';
export { createQueryClient } from './query-client';
export { keepSessionFresh, refreshSession } from './refresh';
export { currentSession, endSession, startSession, useSessionStore } from './session';
export type { SignedOutReason } from './session';
export type { components, operations, paths as ApiPaths } from './schema.gen';
