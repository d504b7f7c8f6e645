/** The docked player: one for all pages. */
export { CallPlayer } from './ui/call-player';
