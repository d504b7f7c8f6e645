/** After so many seconds the server ends a wrap-up by itself; the outcome can still be set. */
export const wrapUpSeconds = 60;
