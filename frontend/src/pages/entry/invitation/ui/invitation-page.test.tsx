import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { endSession } from '@/shared/api';
import { given, problem, renderRoute } from '@/shared/testing';
import { InvitationPage } from './invitation-page';

const token = 'b'.repeat(43);
const open = (profile: Parameters<typeof renderRoute>[1]['profile'] = null) => {
  if (profile === null) endSession('left');
  return renderRoute(
    [
      { path: '/invitation', Component: InvitationPage },
      { path: '*', element: <p>elsewhere</p> },
    ],
    { at: `/invitation#token=${token}`, profile },
  );
};

beforeEach(() => {
  given.post('/api/invitations/check', () => ({
    success: true,
    data: { organization: 'Мастер рядом', role: 'operator', name: 'Анна Власова' },
  }));
});

describe('a new account', () => {
  it.each(['Мастер рядом', 'Власова', 'anna.vlasova2026'])(
    'has a password that is told to be weak when it is what everybody knows: %s',
    async (guessable) => {
      const { user } = open();
      await user.type(await screen.findByLabelText('Логин'), 'anna.vlasova');
      await user.type(screen.getByLabelText('Пароль'), guessable);
      expect(await screen.findByText(/^(Подберут сразу|Слабый)$/)).toBeInTheDocument();
    },
  );

  it('is made with a login and a password of one’s own', async () => {
    const bodies: unknown[] = [];
    given.post('/api/invitations/accept', async ({ request }) => {
      bodies.push(await request.json());
      return bodies.length === 1
        ? problem(409, 'already_exists', { errors: [{ field: 'login', code: 'invalid_value', message: '' }] })
        : { success: true, data: { login: 'anna.v', organization: 'Мастер рядом' } };
    });
    const { user } = open();
    expect(
      await screen.findByRole('heading', { name: 'Вас приглашают в «Мастер рядом»' }),
    ).toBeInTheDocument();
    expect(screen.getByText('Анна Власова, роль: Оператор')).toBeInTheDocument();
    const login = screen.getByLabelText('Логин');
    await user.type(login, 'anna');
    await user.type(screen.getByLabelText('Пароль'), 'correct horse battery');
    await user.click(screen.getByRole('button', { name: 'Принять приглашение' }));
    await waitFor(() => {
      expect(login).toHaveAccessibleDescription(/Этот логин занят/);
    });
    await user.type(login, '.v');
    await user.click(screen.getByRole('button', { name: 'Принять приглашение' }));
    expect(await screen.findByText(/Учётная запись anna.v создана/)).toBeInTheDocument();
    expect(bodies.at(-1)).toEqual({ token, login: 'anna.v', password: 'correct horse battery' });
  });

  it('gives way to the one there is: sign-in leads back here, without the secret in the address', async () => {
    open();
    const link = await screen.findByRole('link', { name: 'Войти и присоединиться' });
    expect(link).toHaveAttribute('href', '/login?returnTo=%2Finvitation');
  });
});

describe('who is signed in', () => {
  it('joins with his account', async () => {
    const bodies: unknown[] = [];
    given.post('/api/invitations/join', async ({ request }) => {
      bodies.push(await request.json());
      return { success: true, data: { id: 12, organization: { id: 2, name: 'Мастер рядом' } } };
    });
    const { user } = open({ login: 'anna.vlasova' });
    expect(await screen.findByText('Вы вошли как anna.vlasova')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Присоединиться с этой учётной записью' }));
    expect(await screen.findByText(/Вы работаете и в «Мастер рядом»/)).toBeInTheDocument();
    expect(bodies).toEqual([{ token }]);
  });
});

it.each(['token_used', 'token_expired'])('of a link that is %s asks for a new one', async (code) => {
  given.post('/api/invitations/check', () => problem(410, code));
  open();
  expect(await screen.findByText(/прислать новое приглашение/)).toBeInTheDocument();
});
