/** Keys by which programs call the system: one's own, and those of the organisation. */
export { apiKeyKeys, apiKeysQuery } from './api/api-keys.queries';
export type { ApiKey, NewApiKey, Whose } from './api/api-keys.queries';
