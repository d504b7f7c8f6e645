export { AdminOrganizationPage } from './ui/admin-organization-page';
