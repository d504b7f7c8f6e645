export { DeskPage } from './ui/desk-page';
