export { AdminMailPage } from './ui/admin-mail-page';
