/** Leading an order to its next status. */
export { StatusSteps } from './ui/status-steps';
