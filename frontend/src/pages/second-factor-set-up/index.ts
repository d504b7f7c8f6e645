export { SecondFactorSetUpPage } from './ui/second-factor-set-up-page';
