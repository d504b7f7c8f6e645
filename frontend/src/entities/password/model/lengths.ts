/** The least the server takes, in characters. */
export const minPasswordLength = 15;
export const minPasswordLengthWithSecondFactor = 8;
export const maxPasswordLength = 256;
