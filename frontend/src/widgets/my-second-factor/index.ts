export { MySecondFactor } from './ui/my-second-factor';
