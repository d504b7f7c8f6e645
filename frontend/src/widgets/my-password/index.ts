export { MyPassword } from './ui/my-password';
