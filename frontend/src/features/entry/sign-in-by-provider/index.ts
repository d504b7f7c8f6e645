/** Signing in by an outside service. */
export { ProviderButtons } from './ui/provider-buttons';
export { ProviderOutcome } from './ui/provider-outcome';
