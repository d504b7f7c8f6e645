/** Has the look of an e-mail address; whether it is one, its letter tells. */
export const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** The same with blanks around it, which are cut when it is sent. */
export const spacedEmailPattern = /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/;
