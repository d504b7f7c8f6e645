/** Everything about one call. */
export { CallCard } from './ui/call-card';
export { CallBadge, CallCardHead } from './ui/call-card-head';
export { useRecordingTrack } from './ui/recording-list';
