export { PlatformOrganizationsPage } from './ui/platform-organizations-page';
