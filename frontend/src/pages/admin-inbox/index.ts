export { AdminInboxPage } from './ui/admin-inbox-page';
