import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { LoginPage } from '@/pages/login';
import { NotFoundPage } from '@/pages/not-found';
import { currentSession, endSession } from '@/shared/api';
import { buildProfile, given, noContent, problem, renderRoute, server } from '@/shared/testing';
import { Home } from './home';
import { RequireSession } from './require-session';

const routes = [
  { path: '/login', Component: LoginPage },
  { path: '/own-password', Component: () => <h1>Страница своего пароля</h1> },
  { path: '/second-factor', Component: () => <h1>Страница настройки кода</h1> },
  {
    Component: RequireSession,
    children: [
      { path: '/', Component: Home },
      { path: '/telephony', Component: () => <h1>Страница звонков</h1> },
      { path: '/orders', Component: () => <h1>Страница заказов</h1> },
      { path: '*', Component: NotFoundPage },
    ],
  },
];

beforeEach(() => {
  given.get('/api/auth/organizations', () => ({
    success: true,
    data: [{ id: 1, name: 'Мастер рядом', role: 'operator', isCurrent: true }],
  }));
  server.use(
    http.get(`${window.location.origin}/api/health/live`, () => HttpResponse.json({ status: 'ok' })),
    http.get(
      `${window.location.origin}/api/events`,
      () => new HttpResponse(new ReadableStream(), { status: 200 }),
    ),
  );
});

const givenCookie = () =>
  given.post('/api/auth/refresh', () => ({ success: true, accessToken: 'fresh', expiresIn: 900 }));
const givenProfile = (change = {}) =>
  given.get('/api/auth/profile', () => ({ success: true, data: buildProfile(change) }));

/** Opens an address as a browser does after a reload: with the cookie, if any, and nothing in memory. */
const reload = (at: string) => renderRoute(routes, { at, profile: null });

describe('after a reload', () => {
  it('a person with a cookie finds his page again', async () => {
    givenCookie();
    givenProfile();
    reload('/orders?status=new');
    expect(await screen.findByRole('heading', { name: 'Страница заказов' })).toBeInTheDocument();
    expect(within(screen.getByRole('banner')).getByText('На линии')).toBeInTheDocument();
  });

  it('a person without one signs in and returns', async () => {
    given.post('/api/auth/refresh', () => problem(401, 'not_signed_in'));
    const { router } = reload('/orders?status=new');
    expect(await screen.findByRole('heading', { name: 'Вход' })).toBeInTheDocument();
    expect(router.state.location.search).toBe(`?returnTo=${encodeURIComponent('/orders?status=new')}`);
    expect(screen.queryByText(/Сеанс закончился/)).not.toBeInTheDocument();
  });

  it('a server that is away signs nobody out and the page opens once it is back', async () => {
    let isAway = true;
    given.post('/api/auth/refresh', () =>
      isAway ? problem(503, 'not_ready') : { success: true, accessToken: 'fresh', expiresIn: 900 },
    );
    givenProfile();
    reload('/orders');
    expect(await screen.findByText('Сервер не отвечает')).toBeInTheDocument();
    isAway = false;
    expect(
      await screen.findByRole('heading', { name: 'Страница заказов' }, { timeout: 4000 }),
    ).toBeInTheDocument();
  });
});

describe('in the shell', () => {
  it('each person starts in the first section open to him', async () => {
    const { router } = renderRoute(routes, {
      at: '/',
      profile: { role: 'master', permissions: ['orders:read'] },
    });
    await waitFor(() => {
      expect(router.state.location.pathname).toBe('/orders');
    });
    const sections = within(screen.getAllByRole('navigation', { name: 'Разделы' })[0] ?? document.body);
    expect(sections.getByRole('link', { name: 'Заказы' })).toHaveAttribute('aria-current', 'page');
    expect(sections.queryByRole('link', { name: 'Звонки' })).not.toBeInTheDocument();
    expect(sections.queryByRole('link', { name: 'Операторы' })).not.toBeInTheDocument();
  });

  it('a section without the right to it is closed, not broken', async () => {
    renderRoute(routes, { at: '/orders', profile: { permissions: ['calls:read'] } });
    expect(await screen.findByText('Этот раздел вам не открыт')).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: 'Страница заказов' })).not.toBeInTheDocument();
  });

  it('an unknown address says so and leads back', async () => {
    const { user, router } = renderRoute(routes, { at: '/nowhere' });
    await user.click(await screen.findByRole('link', { name: 'На главную' }));
    expect(router.state.location.pathname).toBe('/telephony');
  });

  it('the end of the session leads to sign-in with words and the way back', async () => {
    const { router } = renderRoute(routes, { at: '/orders?page=2' });
    await screen.findByRole('heading', { name: 'Страница заказов' });
    endSession('expired');
    expect(await screen.findByText(/Сеанс закончился/)).toBeInTheDocument();
    expect(router.state.location.search).toBe(`?returnTo=${encodeURIComponent('/orders?page=2')}`);
  });

  it('signing out leaves nothing behind, even when the server does not answer', async () => {
    given.post('/api/auth/logout', () => HttpResponse.error());
    const { user, router, queryClient } = renderRoute(routes, { at: '/orders' });
    await user.click(await screen.findByRole('button', { name: 'Меню: Анна Власова' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Выйти' }));
    expect(await screen.findByRole('heading', { name: 'Вход' })).toBeInTheDocument();
    expect(router.state.location.search).toBe('');
    expect(currentSession()).toEqual({ status: 'signed-out', reason: 'left' });
    expect(queryClient.getQueryData(['profile'])).toBeUndefined();
  });

  it('a person whose role must have a second factor is led to it, and knows where he wanted to go', async () => {
    const { router } = renderRoute(routes, {
      at: '/orders?page=2',
      profile: { mustSetUpSecondFactor: true },
    });
    expect(await screen.findByText('Страница настройки кода')).toBeInTheDocument();
    expect(router.state.location.search).toBe(`?returnTo=${encodeURIComponent('/orders?page=2')}`);
  });

  it('so is he when that is asked of his role while he works', async () => {
    given.patch('/api/operators/me/status-work', () => problem(403, 'second_factor_required'));
    const { user } = renderRoute(routes, { at: '/orders' });
    await user.click(await screen.findByRole('button', { name: 'Перерыв' }));
    expect(await screen.findByText('Страница настройки кода')).toBeInTheDocument();
  });

  it('a person who was given his password is led to choosing his own, before anything else that is asked of him', async () => {
    const { router } = renderRoute(routes, {
      at: '/orders?page=2',
      profile: { mustChangePassword: true, mustSetUpSecondFactor: true },
    });
    expect(await screen.findByText('Страница своего пароля')).toBeInTheDocument();
    expect(router.state.location.search).toBe(`?returnTo=${encodeURIComponent('/orders?page=2')}`);
  });

  it('so is he when the server says so while he works', async () => {
    given.patch('/api/operators/me/status-work', () => problem(403, 'password_change_required'));
    const { user } = renderRoute(routes, { at: '/orders' });
    await user.click(await screen.findByRole('button', { name: 'Перерыв' }));
    expect(await screen.findByText('Страница своего пароля')).toBeInTheDocument();
  });

  it('finds among orders when they are open, else among calls', async () => {
    const { user, router } = renderRoute(routes, { at: '/telephony' });
    await screen.findByRole('heading', { name: 'Страница звонков' });
    fireEvent.keyDown(document.body, { code: 'Slash', key: '/' });
    expect(screen.getByRole('searchbox', { name: 'Найти звонок или заказ' })).toHaveFocus();
    await user.keyboard('Кузьмин & Ко{Enter}');
    expect(router.state.location).toMatchObject({
      pathname: '/telephony',
      search: `?search=${encodeURIComponent('Кузьмин & Ко')}`,
    });
  });
});

describe('the state of work', () => {
  it('is changed by one press and shown as the server keeps it', async () => {
    let statusWork: 'online' | 'break' = 'online';
    given.patch('/api/operators/me/status-work', async ({ request }) => {
      const body = (await request.json()) as { statusWork: 'break' };
      statusWork = body.statusWork;
      return noContent();
    });
    const { user } = renderRoute(routes, { at: '/orders' });
    await screen.findByRole('heading', { name: 'Страница заказов' });
    given.get('/api/auth/profile', () => ({ success: true, data: buildProfile({ statusWork }) }));

    await user.click(screen.getByRole('button', { name: 'Перерыв' }));

    expect(await screen.findByRole('button', { name: 'На линию' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /Состояние: Перерыв/ })).toBeInTheDocument();
  });

  it('chosen during a call waits for its end and can be taken back', async () => {
    const asked: unknown[] = [];
    given.patch('/api/operators/me/status-work', async ({ request }) => {
      asked.push(await request.json());
      return noContent();
    });
    const { user } = renderRoute(routes, {
      at: '/orders',
      profile: { statusWork: 'on_call', statusWorkNext: 'break' },
    });
    await user.click(await screen.findByRole('button', { name: /Затем: Перерыв/ }));
    expect(asked).toEqual([{ statusWork: 'online' }]);
  });

  it('follows what the system or another tab did', async () => {
    const stream = new TransformStream<Uint8Array, Uint8Array>();
    server.use(http.get(`${window.location.origin}/api/events`, () => new HttpResponse(stream.readable)));
    renderRoute(routes, { at: '/orders', profile: { id: 7, statusWork: 'online' } });
    await screen.findByRole('heading', { name: 'Страница заказов' });
    given.get('/api/auth/profile', () => ({
      success: true,
      data: buildProfile({ id: 7, statusWork: 'on_call' }),
    }));

    const data = { type: 'presence.changed', id: 7, at: '2025-01-21T10:00:00Z', statusWork: 'on_call' };
    await stream.writable
      .getWriter()
      .write(new TextEncoder().encode(`id: 1-1\ndata: ${JSON.stringify(data)}\n\n`));

    expect(await screen.findByRole('button', { name: /Состояние: Разговор/ })).toBeInTheDocument();
  });
});

describe('who works for several organisations', () => {
  const organizations = [
    { id: 1, name: 'Мастер рядом', role: 'operator' as const, isCurrent: true },
    { id: 4, name: 'Сервис плюс', role: 'manager' as const, isCurrent: false },
  ];
  const openMenu = async ({ user }: ReturnType<typeof reload>) => {
    await user.click(await screen.findByRole('button', { name: 'Меню: Анна Власова' }));
    return user;
  };

  it('goes on in another one, with the tokens of that one', async () => {
    givenCookie();
    givenProfile();
    given.get('/api/auth/organizations', () => ({ success: true, data: organizations }));
    const switched: string[] = [];
    given.post('/api/auth/organizations/{id}/switch', ({ params }) => {
      switched.push(params['id'] ?? '');
      const user = { id: 9, login: 'anna.vlasova', role: 'manager' as const, name: 'Анна Власова' };
      return { success: true, accessToken: 'of the other', expiresIn: 900, user };
    });
    const user = await openMenu(reload('/orders'));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Сервис плюс · Руководитель' }));
    await waitFor(() => {
      expect(currentSession()).toMatchObject({ status: 'signed-in', accessToken: 'of the other' });
    });
    expect(switched).toEqual(['4']);
  });

  it('stays where he is when he is refused there, and is told why', async () => {
    givenCookie();
    givenProfile();
    given.get('/api/auth/organizations', () => ({ success: true, data: organizations }));
    given.post('/api/auth/organizations/{id}/switch', () => problem(404, 'not_found'));
    const user = await openMenu(reload('/orders'));
    await user.click(await screen.findByRole('menuitemradio', { name: /Сервис плюс/ }));
    expect(await screen.findByText(/Этого больше нет/)).toBeInTheDocument();
    expect(currentSession()).toMatchObject({ accessToken: 'fresh' });
  });

  it('who works for one alone has no such choice', async () => {
    givenCookie();
    givenProfile();
    await openMenu(reload('/orders'));
    expect(await screen.findByRole('menuitem', { name: 'Профиль' })).toBeInTheDocument();
    expect(screen.queryByText('Мастер рядом · Оператор')).not.toBeInTheDocument();
  });
});
