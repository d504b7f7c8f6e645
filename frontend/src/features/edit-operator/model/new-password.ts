/** Without letters and figures that are taken for one another when a password is read aloud. */
const alphabet = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const groups = 4;
const groupLength = 5;

/** A random password in groups that are easy to dictate: `kV7mp-xTq4d-…`, 116 bits. */
export function generatePassword(): string {
  return Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, randomLetter).join(''),
  ).join('-');
}

function randomLetter(): string {
  // Beyond the last whole multiple the first letters would come more often.
  const limit = 256 - (256 % alphabet.length);
  const [byte = limit] = crypto.getRandomValues(new Uint8Array(1));
  return byte < limit ? alphabet.charAt(byte % alphabet.length) : randomLetter();
}
