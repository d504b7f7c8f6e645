/** One's own accounts at outside services that may sign one in. */
export { MyLinkedAccounts } from './ui/my-linked-accounts';
