/** Turning the second factor off, with password and code. */
export { TurnOffDialog } from './ui/turn-off-dialog';
