/** Turning the second factor on, and the recovery codes that come with it. */
export { RecoveryCodes } from './ui/recovery-codes';
export { SetUpSecondFactor } from './ui/set-up-second-factor';
