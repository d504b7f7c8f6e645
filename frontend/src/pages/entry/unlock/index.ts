export { UnlockPage } from './ui/unlock-page';
