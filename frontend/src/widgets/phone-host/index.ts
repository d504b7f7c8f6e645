/** What makes any page of the application ring. */
export { PhoneHost } from './ui/phone-host';
