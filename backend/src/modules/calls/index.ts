/**
 * Calls: the fold of what telephony told, as people read it: lists with exact totals, the card of one call, debts (missed callers nobody
 * has reached since) and the ring brief. Telephony writes the rows; here only outcome and comment change.
 */
export { CALL_VIEW, type CallView } from './call-view.contract.js';
export { callViewsByIds } from './call-view.queries.js';
export { RING_BRIEF, type RingBrief, type RingReason } from './ring-brief.contract.js';
export { ringBriefOf, type RingBriefQuery } from './ring-brief.queries.js';
