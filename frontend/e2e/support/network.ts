import type { Page } from '@playwright/test';

type Asked = (url: URL, method: string) => boolean;

/** Requests of one method to a path of the API and nothing under it. */
export const to =
  (method: string, path: string): Asked =>
  (url, asked) =>
    asked === method && url.pathname === `/api${path}`;

/** Answers such requests with a failure of the server until the returned function mends it. */
export async function breakRequests(page: Page, asked: Asked): Promise<() => Promise<void>> {
  const isApi = (url: URL): boolean => url.pathname.startsWith('/api/');
  await page.route(isApi, async (route, request) => {
    if (!asked(new URL(request.url()), request.method())) return route.fallback();
    return route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'about:blank', title: 'Internal', status: 500, code: 'internal' }),
    });
  });
  return () => page.unroute(isApi);
}

/** Holds such requests until they are let go, and counts them: slowness without a clock. */
export async function holdRequests(
  page: Page,
  asked: Asked,
): Promise<{ count: () => number; release: () => void }> {
  let count = 0;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(
    (url) => url.pathname.startsWith('/api/'),
    async (route, request) => {
      if (!asked(new URL(request.url()), request.method())) return route.fallback();
      count += 1;
      await released;
      return route.fallback();
    },
  );
  return { count: () => count, release };
}
