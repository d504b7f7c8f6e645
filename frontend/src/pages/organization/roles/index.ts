export { AdminRolesPage } from './ui/admin-roles-page';
