export { MySecurityPage } from './ui/my-security-page';
