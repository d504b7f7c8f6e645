/** An account at a telephony provider whose events come here. */
export { telephonyAccountsKey, telephonyAccountsQuery } from './api/telephony-accounts.queries';
export type { TelephonyAccount } from './api/telephony-accounts.queries';
