import type { ApiKeyView } from './api-keys.contract.js';
import type { ApiKeyRow } from './api-keys.repository.js';

export const toApiKey = ({ operator: { id, name }, ...row }: ApiKeyRow): ApiKeyView => ({
  ...row,
  permissions: row.permissions as ApiKeyView['permissions'],
  operator: { id, name },
});
