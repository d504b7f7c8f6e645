/** Changing one's own password. */
export { ChangePasswordForm } from './ui/change-password-form';
