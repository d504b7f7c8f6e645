/** Passwords as they are typed: how long they must be and how hard they are to guess. */
export { maxPasswordLength, minPasswordLength, minPasswordLengthWithSecondFactor } from './model/lengths';
export { PasswordStrength } from './ui/password-strength';
