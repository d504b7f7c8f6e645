export { TelephonyPage } from './ui/telephony-page';
