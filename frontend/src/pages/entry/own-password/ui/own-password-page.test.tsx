import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { demandOwnPassword } from '@/shared/api';
import { buildProfile, given, noContent, problem, renderRoute } from '@/shared/testing';
import { OwnPasswordPage } from './own-password-page';

const pages = [
  { path: '/own-password', Component: OwnPasswordPage },
  { path: '*', Component: () => <p>дальше</p> },
];

function open(mustChangePassword = true) {
  given.get('/api/auth/2fa', () => ({
    success: true,
    data: { enabledAt: null, recoveryCodesLeft: 0, mustSetUp: false },
  }));
  const at = '/own-password?returnTo=%2Forders%3Fpage%3D2';
  return renderRoute(pages, { at, profile: { mustChangePassword } });
}

async function fill({ user }: ReturnType<typeof open>, next: string): Promise<void> {
  const [present, first, again] = [/Нынешний пароль/, /^Новый пароль\*$/, /Новый пароль ещё раз/];
  for (const [label, text] of [
    [present, 'the given one'],
    [first, next],
    [again, next],
  ] as const) {
    await user.clear(screen.getByLabelText(label));
    await user.type(screen.getByLabelText(label), text);
  }
  await user.click(screen.getByRole('button', { name: 'Сменить пароль' }));
}

describe('a person who was given his password', () => {
  it('chooses his own and goes on to where he wanted', async () => {
    const bodies: unknown[] = [];
    given.put('/api/auth/password', async ({ request }) => {
      bodies.push(await request.json());
      given.get('/api/auth/profile', () => ({ success: true, data: buildProfile() }));
      return noContent();
    });
    const page = open();
    expect(await screen.findByRole('heading', { name: 'Придумайте свой пароль' })).toBeInTheDocument();
    await fill(page, 'a horse and a cart');
    expect(await screen.findByText('дальше')).toBeInTheDocument();
    expect(page.router.state.location).toMatchObject({ pathname: '/orders', search: '?page=2' });
    expect(bodies).toEqual([{ currentPassword: 'the given one', newPassword: 'a horse and a cart' }]);
  });

  it('is told at its field that the present one will not do', async () => {
    given.put('/api/auth/password', () =>
      problem(422, 'invalid_fields', {
        errors: [{ field: 'newPassword', code: 'invalid_value', message: '' }],
      }),
    );
    const page = open();
    await fill(page, 'the given one itself');
    await waitFor(() => {
      expect(screen.getByLabelText(/^Новый пароль\*$/)).toHaveAccessibleDescription(/Нужен другой/);
    });
    expect(page.router.state.location.pathname).toBe('/own-password');
  });

  it('may leave instead', async () => {
    let isLeft = false;
    given.post('/api/auth/logout', () => {
      isLeft = true;
      return noContent();
    });
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Выйти' }));
    await waitFor(() => {
      expect(isLeft).toBe(true);
    });
  });
});

it('who has a password of his own has nothing to do here', async () => {
  open(false);
  expect(await screen.findByText('дальше')).toBeInTheDocument();
});

it('what the server asks counts more than what the page knew before', async () => {
  demandOwnPassword(true);
  open(false);
  expect(await screen.findByRole('heading', { name: 'Придумайте свой пароль' })).toBeInTheDocument();
});
