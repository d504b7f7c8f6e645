const ROOTS = new Set(['events', 'result']);

/**
 * The part of a request path the vendor added to our address: `events/call`, `result/call/hangup`, `ping`…, in lower
 * case. Any prefix, doubled and trailing slashes and a query are tolerated, because the vendor only says that it appends.
 */
export function eventPath(path: string): string {
  const segments = path
    .replace(/[?#].*$/su, '')
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '');
  const root = segments.findLastIndex((segment) => ROOTS.has(segment));
  return segments.slice(root < 0 ? -1 : root).join('/');
}
