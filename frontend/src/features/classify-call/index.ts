/** Saying how a call ended: the outcome, a comment, and what to do when two people say it at once. */
export { canClassify } from './model/can-classify';
export { outcomeDraftKey, useOutcome } from './model/use-outcome';
export type { OutcomeEditing } from './model/use-outcome';
export { OutcomeConflict } from './ui/outcome-conflict';
export { OutcomeForm } from './ui/outcome-form';
export { OutcomeGrid } from './ui/outcome-grid';
