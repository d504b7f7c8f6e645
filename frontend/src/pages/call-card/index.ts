export { CallCardPage } from './ui/call-card-page';
