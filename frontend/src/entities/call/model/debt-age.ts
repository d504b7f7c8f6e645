/** A debt is to be called back within this time: amber from its half on, red past it. */
const limitMs = 20 * 60_000;

/** How urgent a wait since `since` is; undefined while it is within half of the limit. */
export function debtHue(since: string, now: number): 'warning' | 'danger' | undefined {
  const waited = now - Date.parse(since);
  if (waited >= limitMs) return 'danger';
  return waited >= limitMs / 2 ? 'warning' : undefined;
}
