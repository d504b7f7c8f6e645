export { AdminCitiesPage } from './ui/admin-cities-page';
