const HERE = 'http://here.invalid';
const LONGEST = 500;

/** A path of our own pages to come back to; whatever else is asked for becomes the start page. No address of another host passes. */
export function ownPath(wanted: string | undefined): string {
  if (
    wanted === undefined ||
    wanted.length > LONGEST ||
    !wanted.startsWith('/') ||
    !URL.canParse(wanted, HERE)
  )
    return '/';
  const { origin, pathname, search, hash } = new URL(wanted, HERE);
  // `/.//evil.test` is ours before it is normalised and another host's after.
  const isOwn = origin === HERE && !pathname.startsWith('//') && !/^\/(api|login)(\/|$)/.test(pathname);
  return isOwn ? `${pathname}${search}${hash}` : '/';
}

/** The same path with a word in its query for the page that opens. */
export function withWords(path: string, words: Readonly<Record<string, string>>): string {
  const url = new URL(path, HERE);
  for (const [name, value] of Object.entries(words)) url.searchParams.set(name, value);
  return `${url.pathname}${url.search}${url.hash}`;
}
