/** Applying stored events of other systems again. */
export { ReplayAll } from './ui/replay-all';
export { ReplayButton } from './ui/replay-button';
