export { AdminApiKeysPage } from './ui/admin-api-keys-page';
