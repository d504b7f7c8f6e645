/** Letters of the product: by which server they leave, what they say, what became of them. */
export { lettersQuery, mailAccountQuery, mailKeys } from './api/letters.queries';
export type { Letter, LetterStatus, LetterTemplate, MailAccount } from './api/letters.queries';
