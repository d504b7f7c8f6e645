import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { useLocation } from 'react-router';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OauthProvider } from '@/entities/oauth-provider';
import { currentSession, endSession, startSession } from '@/shared/api';
import { given, problem, renderRoute, server } from '@/shared/testing';
import { LoginPage } from './login-page';

function Elsewhere() {
  const { pathname, search } = useLocation();
  return <p>{`at ${pathname}${search}`}</p>;
}

const open = (at = '/login') =>
  renderRoute(
    [
      { path: '/login', Component: LoginPage },
      { path: '*', Component: Elsewhere },
    ],
    { at, profile: null },
  );

const answer = {
  success: true,
  accessToken: 'fresh',
  expiresIn: 900,
  user: { id: 7, login: 'anna', role: 'operator', name: 'Анна' },
} as const;

const login = () => screen.getByRole('textbox', { name: 'Логин или почта' });
const password = () => screen.getByLabelText('Пароль');

beforeEach(() => {
  given.get('/api/auth/oauth/providers', () => ({ success: true, data: [] }));
  server.use(
    http.get(`${window.location.origin}/api/health/live`, () => HttpResponse.json({ status: 'ok' })),
  );
});

describe('providers', () => {
  it('that are on have a button that leads there and back to the page asked for', async () => {
    const providers: OauthProvider[] = [
      { id: 'google', name: null },
      { id: 'oidc', name: 'Вход компании' },
    ];
    given.get('/api/auth/oauth/providers', () => ({ success: true, data: providers }));
    open('/login?returnTo=%2Forders%3Fstatus%3Dnew');
    expect(await screen.findByRole('link', { name: 'Войти через Google' })).toHaveAttribute(
      'href',
      '/api/auth/oauth/google/start?returnTo=%2Forders%3Fstatus%3Dnew',
    );
    expect(screen.getByRole('link', { name: 'Войти через Вход компании' })).toBeVisible();
    expect(screen.queryByRole('link', { name: /GitHub/ })).not.toBeInTheDocument();
    expect(login()).toHaveFocus();
  });

  it.each([
    ['refused', 'alert', 'Войти через Яндекс не получилось'],
    ['unavailable', 'alert', 'Яндекс сейчас не отвечает'],
    ['expired', 'alert', 'не завершён'],
    ['cancelled', 'status', 'вход отменён'],
  ])('that sent a person back with %s say why', async (word, role, text) => {
    open(`/login?oauth=${word}&provider=yandex`);
    expect(await screen.findByRole(role)).toHaveTextContent(text);
  });

  it.each([
    'oauth=refused&provider=<b>',
    'oauth=<script>&provider=google',
    'oauth=constructor&provider=google',
  ])('put no words of an address on the page: %s', (search) => {
    open(`/login?${search}`);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });
});

describe('signing in', () => {
  it('works by keyboard alone and leads to the page asked for', async () => {
    const bodies: unknown[] = [];
    given.post('/api/auth/login', async ({ request }) => {
      bodies.push(await request.json());
      return answer;
    });
    const { user } = open('/login?returnTo=%2Forders%3Fstatus%3Dnew');

    expect(login()).toHaveFocus();
    await user.keyboard(' anna ');
    await user.tab();
    await user.keyboard('tall horse{Enter}');

    expect(await screen.findByText('at /orders?status=new')).toBeInTheDocument();
    expect(bodies).toEqual([{ login: 'anna', password: 'tall horse' }]);
    expect(currentSession()).toMatchObject({ status: 'signed-in', accessToken: 'fresh' });
  });

  it.each(['//evil.example/x', 'https://evil.example', '/\\evil.example', '/login'])(
    'never returns to %s',
    async (target) => {
      given.post('/api/auth/login', () => answer);
      const { user, router } = open(`/login?returnTo=${encodeURIComponent(target)}`);
      await user.type(login(), 'anna');
      await user.type(password(), 'tall horse{Enter}');
      await waitFor(() => {
        expect(router.state.location.pathname).toBe('/');
      });
    },
  );

  it('says a wrong password in plain words, keeps the login and selects the password', async () => {
    given.post('/api/auth/login', () => problem(401, 'invalid_credentials'));
    const { user } = open();
    await user.type(login(), 'anna');
    await user.type(password(), 'wrong{Enter}');

    expect(await screen.findByRole('alert')).toHaveTextContent('Неверный логин или пароль');
    expect(login()).toHaveValue('anna');
    expect(password()).toHaveFocus();
    expect(currentSession().status).toBe('unknown');
  });

  it('says how long to wait after too many attempts', async () => {
    given.post('/api/auth/login', () =>
      problem(429, 'too_many_requests', { headers: { 'Retry-After': '90' } }),
    );
    const { user } = open();
    await user.type(login(), 'anna');
    await user.type(password(), 'wrong{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Повторите через 1:30');
  });

  it('counts the wait down, takes no attempt meanwhile, and offers a letter with the same answer for everybody', async () => {
    const asked: unknown[] = [];
    given.post('/api/auth/login', () =>
      problem(429, 'too_many_requests', { headers: { 'Retry-After': '2' } }),
    );
    given.post('/api/auth/unlock/request', async ({ request }) => {
      asked.push(await request.json());
      return new HttpResponse(null, { status: 202 });
    });
    const { user } = open();
    await user.type(login(), 'anna');
    await user.type(password(), 'tall horse{Enter}');
    await screen.findByText(/Повторите через 0:0/);
    expect(screen.getByRole('button', { name: /Войти/ })).toBeDisabled();

    await user.click(screen.getByRole('button', { name: 'Прислать ссылку для входа' }));
    expect(await screen.findByText(/Если у этого логина есть подтверждённая почта/)).toBeInTheDocument();
    expect(asked).toEqual([{ login: 'anna' }]);

    expect(await screen.findByText('Можно попробовать ещё раз', {}, { timeout: 5000 })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /Войти/ })).toBeEnabled();
  });

  it('remembers the device when asked to', async () => {
    const bodies: unknown[] = [];
    given.post('/api/auth/login', async ({ request }) => {
      bodies.push(await request.json());
      return answer;
    });
    const { user } = open();
    await user.type(login(), 'anna');
    await user.click(screen.getByRole('checkbox', { name: 'Запомнить это устройство' }));
    await user.type(password(), 'tall horse{Enter}');
    await screen.findByText('at /');
    expect(bodies).toEqual([{ login: 'anna', password: 'tall horse', rememberDevice: true }]);
  });

  it('tells a lost network from a wrong password', async () => {
    given.post('/api/auth/login', () => HttpResponse.error());
    const { user } = open();
    await user.type(login(), 'anna');
    await user.type(password(), 'tall horse{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Сервер недоступен');
  });

  it('asks for what is missing without troubling the server', async () => {
    const { user } = open();
    await user.click(screen.getByRole('button', { name: /Войти/ }));
    expect(login()).toHaveAccessibleDescription('Введите логин или почту');
    expect(login()).toHaveFocus();
    expect(password()).toBeInvalid();
  });
});

describe('the second step', () => {
  const asked = { success: true, mfaRequired: true, mfaToken: 'the-token' } as const;
  const code = () => screen.findByLabelText('Код из приложения');
  const pass = async () => {
    given.post('/api/auth/login', () => asked);
    const view = open('/login?returnTo=%2Forders');
    await view.user.type(login(), 'anna');
    await view.user.type(password(), 'tall horse{Enter}');
    return view;
  };

  it('takes a pasted code at once and leads to the page asked for', async () => {
    const bodies: unknown[] = [];
    given.post('/api/auth/login/mfa', async ({ request }) => {
      bodies.push(await request.json());
      return answer;
    });
    const { user } = await pass();
    await waitFor(async () => {
      expect(await code()).toHaveFocus();
    });
    await user.click(screen.getByRole('checkbox', { name: /Не спрашивать код/ }));
    await user.click(await code());
    await user.paste('123 456');

    expect(await screen.findByText('at /orders')).toBeInTheDocument();
    expect(bodies).toEqual([{ mfaToken: 'the-token', code: '123456', rememberDevice: true }]);
    expect(currentSession()).toMatchObject({ status: 'signed-in', accessToken: 'fresh' });
  });

  it('says how many attempts a wrong code leaves and keeps the field in hand', async () => {
    given.post('/api/auth/login/mfa', () => problem(401, 'invalid_code', { attemptsLeft: 3 }));
    const { user } = await pass();
    await user.type(await code(), '000000');
    expect(await screen.findByRole('alert')).toHaveTextContent('Осталось 3 попытки');
    expect(await code()).toHaveFocus();
    expect(currentSession().status).toBe('unknown');
  });

  it.each([
    ['no attempt is left', 'invalid_code', /Попыток больше нет/],
    ['its time is over', 'session_expired', /Время на код вышло/],
  ])('goes back to the password when %s', async (_, problemCode, words) => {
    given.post('/api/auth/login/mfa', () => problem(401, problemCode, { attemptsLeft: 0 }));
    const { user } = await pass();
    await user.type(await code(), '000000');
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(login()).toHaveFocus();
  });

  it('is all that is asked of somebody who comes from an outside provider', async () => {
    const bodies: unknown[] = [];
    given.post('/api/auth/login/mfa', async ({ request }) => {
      bodies.push(await request.json());
      return answer;
    });
    const { user, router } = open('/login?returnTo=%2Forders#code=from-the-provider');
    await user.type(await code(), '123456');
    expect(await screen.findByText('at /orders')).toBeInTheDocument();
    expect(bodies).toEqual([{ mfaToken: 'from-the-provider', code: '123456', rememberDevice: false }]);
    expect(router.state.location.hash).toBe('');
  });

  it('takes a recovery code instead', async () => {
    const bodies: unknown[] = [];
    given.post('/api/auth/login/mfa', async ({ request }) => {
      bodies.push(await request.json());
      return answer;
    });
    const { user } = await pass();
    await user.click(await screen.findByRole('button', { name: 'Ввести код восстановления' }));
    expect(screen.getByLabelText('Код восстановления')).toHaveFocus();
    await user.keyboard('10AB-CDEF-GHJK-MNPQ{Enter}');
    expect(await screen.findByText('at /orders')).toBeInTheDocument();
    expect(bodies).toEqual([{ mfaToken: 'the-token', code: '10AB-CDEF-GHJK-MNPQ', rememberDevice: false }]);
  });
});

describe('the password field', () => {
  it('shows and hides the password', async () => {
    const { user } = open();
    await user.type(password(), 'tall horse');
    expect(password()).toHaveAttribute('type', 'password');
    await user.click(screen.getByRole('button', { name: 'Показать пароль' }));
    expect(password()).toHaveAttribute('type', 'text');
    await user.click(screen.getByRole('button', { name: 'Скрыть пароль' }));
    expect(password()).toHaveAttribute('type', 'password');
  });

  it('tells the layout and Caps Lock', async () => {
    const { user } = open();
    await user.type(password(), 'п');
    expect(password()).toHaveAccessibleDescription('Раскладка: русская');
    await user.type(password(), 'p');
    expect(password()).toHaveAccessibleDescription('Раскладка: английская');
    await user.type(password(), '{CapsLock}p');
    expect(password()).toHaveAccessibleDescription('Включён Caps Lock');
  });

  it('can be filled by a password manager', () => {
    open();
    expect(login()).toHaveAttribute('autocomplete', 'username');
    expect(password()).toHaveAttribute('autocomplete', 'current-password');
  });
});

describe('who comes here', () => {
  it('is told when his session has ended', () => {
    startSession({ accessToken: 'old', expiresIn: 900 });
    endSession('expired');
    open();
    expect(screen.getByText(/Сеанс закончился/)).toBeInTheDocument();
  });

  it('goes on at once when he is signed in already', async () => {
    startSession({ accessToken: 'good', expiresIn: 900 });
    open('/login?returnTo=%2Forders');
    expect(await screen.findByText('at /orders')).toBeInTheDocument();
  });

  it('may read the page in English', async () => {
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'English' }));
    expect(await screen.findByRole('button', { name: /Sign in/ })).toBeInTheDocument();
    expect(document.documentElement.lang).toBe('en');
    await user.click(screen.getByRole('button', { name: 'Русский' }));
    expect(await screen.findByRole('button', { name: /Войти/ })).toBeInTheDocument();
  });
});
