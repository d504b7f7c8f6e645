import { currentContext } from '../../../platform/http/request-context.js';
import type { SettingsView } from './settings.contract.js';
import type { SettingsRow } from './settings.repository.js';

export const toSettings = (row: SettingsRow): SettingsView => ({
  ...row,
  secondFactorRoles: row.secondFactorRoles as SettingsView['secondFactorRoles'],
  callerAddress: currentContext()?.ip ?? null,
});
