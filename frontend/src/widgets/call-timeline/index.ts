/** What happened between us and a client, in order. */
export { ClientTimeline } from './ui/client-timeline';
