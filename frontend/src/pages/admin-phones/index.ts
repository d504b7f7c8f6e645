export { AdminPhonesPage } from './ui/admin-phones-page';
