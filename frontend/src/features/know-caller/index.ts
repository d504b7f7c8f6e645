/** Who calls and why, in words: the server's facts and ranked reasons as a person reads them in two seconds. */
export { useHiddenLine, useReasonLines } from './model/reason-words';
export type { ReasonLine } from './model/reason-words';
export { useCaller } from './model/use-caller';
export type { Caller } from './model/use-caller';
