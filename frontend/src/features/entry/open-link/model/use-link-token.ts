import { useLocation } from 'react-router';

/** The secret of the link by which the page was opened, out of its fragment; null when it is not there or was cut. */
export function useLinkToken(): string | null {
  return tokenIn(useLocation().hash);
}

export function tokenIn(hash: string): string | null {
  return /^#token=([\w-]{20,100})$/.exec(hash)?.[1] ?? null;
}
