/** Who calls and why, on top of the desk, from the first ring to the outcome. */
export { BriefFrame } from './ui/brief-frame';
export { OwnBrief } from './ui/own-brief';
export { PastBrief } from './ui/past-brief';
