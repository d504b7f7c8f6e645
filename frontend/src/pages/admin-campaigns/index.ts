export { AdminCampaignsPage } from './ui/admin-campaigns-page';
