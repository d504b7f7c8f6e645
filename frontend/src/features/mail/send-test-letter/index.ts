/** A letter by which an administrator sees that mail works. */
export { TestLetter } from './ui/test-letter';
