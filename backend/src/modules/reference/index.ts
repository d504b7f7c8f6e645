/**
 * Reference data of an organisation: cities, campaigns, company numbers, masters, dispositions. Everybody signed in reads them, admins
 * write them, and every process forgets its copy of them when one changes.
 */
export { seedFreshOrganization, type FreshOrganization } from './fresh-organization.js';
