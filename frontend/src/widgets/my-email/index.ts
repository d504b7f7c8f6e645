/** One's own e-mail address: its state, another one, the verification letter again. */
export { MyEmail } from './ui/my-email';
