import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { createMemoryRouter, RouterProvider } from 'react-router';
import type { RouteObject } from 'react-router';
import { startSession } from '@/shared/api';
import type { components } from '@/shared/api';
import { i18n } from '@/shared/i18n';
import { buildProfile } from './factories';
import { given } from './server';

interface RenderOptions {
  /** Address to open, with its search. */
  at: string;
  /** Who is signed in; null for nobody. */
  profile?: Partial<components['schemas']['Profile']> | null;
}

/**
 * Opens an address over the given routes as the application does: texts, server state, router, a signed-in person.
 * Answers of the server are prepared with `given`. Queries are not repeated, so that a failure shows at once.
 */
export function renderRoute(routes: RouteObject[], { at, profile = {} }: RenderOptions) {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false }, mutations: { retry: false } },
  });
  if (profile !== null) {
    const signedIn = buildProfile(profile);
    startSession({ accessToken: 'test-token', expiresIn: 900 });
    given.get('/api/auth/profile', () => ({ success: true, data: signedIn }));
    // Pages read the profile as if the shell had fetched it before.
    queryClient.setQueryData(['profile'], signedIn);
  }
  const router = createMemoryRouter(routes, { initialEntries: [at] });
  const user = userEvent.setup();
  const view = render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return { ...view, user, router, queryClient };
}
