/** Whether the person takes calls: on the line, on a break, off shift. */
export { WorkStateButton } from './ui/work-state-button';
