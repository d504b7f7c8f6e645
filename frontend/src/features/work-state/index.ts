/** Whether the person takes calls: on the line, on a break, off shift. */
export { useSetWorkState } from './api/set-work-state';
export { WorkStateButton } from './ui/work-state-button';
