/** Where one is signed in, and the browsers that are known to be one's own. */
export { MySessions } from './ui/my-sessions';
