/** Signing in with login and password. */
export { SignInForm } from './ui/sign-in-form';
