export { AdminMastersPage } from './ui/admin-masters-page';
