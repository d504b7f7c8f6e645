export { MyApiKeys } from './ui/my-api-keys';
