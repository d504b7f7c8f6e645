/** Ends an unused session in this browser when the server does, and warns a minute before. */
export { IdleGuard } from './ui/idle-guard';
