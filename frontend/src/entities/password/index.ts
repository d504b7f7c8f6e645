/** Passwords as they are typed: how long they must be and how hard they are to guess. */
export { maxPasswordLength, minPasswordLength, minPasswordLengthWithSecondFactor } from './model/lengths';
export { useNewPasswordRules } from './model/use-new-password-rules';
export { NewPasswordField } from './ui/new-password-field';
export { PasswordStrength } from './ui/password-strength';
