export { AdminDispositionsPage } from './ui/admin-dispositions-page';
