/**
 * Mail: letters to people. Owns the queue of letters, their templates and the SMTP servers they go out by. A letter is written in the
 * transaction of what it tells of and sent by the worker; its address and links are sealed.
 */
export {
  createLetters,
  maskedAddress,
  type Letter,
  type LetterParams,
  type Letters,
  type LetterTemplate,
} from './letters.js';
