/** A person's own second factor: codes of an authenticator app, and recovery codes. */
export {
  secondFactorQuery,
  useDisable,
  useEnable,
  useRenewRecoveryCodes,
  useSetUp,
} from './api/second-factor.queries';
export type { SecondFactor, Seed } from './api/second-factor.queries';
export { useProofForm } from './model/use-proof-form';
export type { Proof } from './model/use-proof-form';
export { ProofFields } from './ui/proof-fields';
