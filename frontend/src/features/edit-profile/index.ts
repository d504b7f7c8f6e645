/** Changing one's own name, e-mail, language and time zone. */
export { ProfileForm } from './ui/profile-form';
