import type { ProviderKeys } from '../../../../platform/config/oauth-env.js';
import type { OutsideCalls } from './outside-calls.js';

/** What a provider of OAuth is made of. */
export interface ProviderSetup {
  readonly keys: Pick<ProviderKeys, 'clientId' | 'clientSecret'>;
  readonly calls: OutsideCalls;
  readonly timeoutSeconds: number;
}
