import type { Actor } from '../../../platform/access/actor.js';
import { changeSettings, type SettingsDeps } from './change-settings.js';
import type { SettingsChange } from './settings.contract.js';
import { toSettings } from './settings.presenter.js';
import { createSettingsRepository } from './settings.repository.js';

export type SettingsService = ReturnType<typeof createSettingsService>;

/** What an organisation decides for itself. */
export const createSettingsService = (deps: SettingsDeps) => ({
  get: async ({ organizationId }: Actor) =>
    toSettings(await createSettingsRepository(deps.database.prisma).get(organizationId)),
  change: async (actor: Actor, change: SettingsChange) =>
    toSettings(await changeSettings(deps, actor, change)),
});
