/** History of sign-ins to one's own account and of attempts at it. */
export { MySignIns } from './ui/my-sign-ins';
